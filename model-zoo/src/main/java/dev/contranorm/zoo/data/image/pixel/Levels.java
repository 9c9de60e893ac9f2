package dev.contranorm.zoo.data.image.pixel;

import java.util.function.IntUnaryOperator;

/** Operations that map every value through a table (Pillow's {@code ImageOps}). */
public final class Levels {
    private static final int LEVELS = 256;
    private static final int TOP = LEVELS - 1;

    private Levels() {}

    /** Autocontrast: per colour, the darkest value becomes 0 and the brightest 255. */
    public static Bitmap autoContrast(Bitmap image) {
        return byChannel(image, Levels::stretched);
    }

    private static IntUnaryOperator stretched(int[] histogram) {
        int low = 0;
        while (low < TOP && histogram[low] == 0) {
            low++;
        }
        int high = TOP;
        while (high > 0 && histogram[high] == 0) {
            high--;
        }
        if (high <= low) {
            return IntUnaryOperator.identity();
        }
        double scale = (double) TOP / (high - low);
        double offset = -low * scale;
        return value -> clipped((int) (value * scale + offset));
    }

    /** Equalises the histogram of each colour. */
    public static Bitmap equalize(Bitmap image) {
        return byChannel(image, Levels::flattened);
    }

    private static IntUnaryOperator flattened(int[] histogram) {
        int all = 0;
        int last = 0;
        int used = 0;
        for (int count : histogram) {
            all += count;
            last = count > 0 ? count : last;
            used += count > 0 ? 1 : 0;
        }
        int step = (all - last) / TOP;
        if (used <= 1 || step == 0) {
            return IntUnaryOperator.identity();
        }
        int[] table = new int[LEVELS];
        int below = step / 2;
        for (int level = 0; level < LEVELS; level++) {
            table[level] = clipped(below / step);
            below += histogram[level];
        }
        return value -> table[value];
    }

    public static Bitmap invert(Bitmap image) {
        return each(image, value -> TOP - value);
    }

    /**
     * @param bits number of bits kept of each value, 0 to 8
     */
    public static Bitmap posterize(Bitmap image, int bits) {
        int mask = TOP << 8 - bits & TOP;
        return each(image, value -> value & mask);
    }

    /** Inverts values at or above the threshold. */
    public static Bitmap solarize(Bitmap image, int threshold) {
        return each(image, value -> value < threshold ? value : TOP - value);
    }

    /** Adds to values below the middle. */
    public static Bitmap solarizeAdd(Bitmap image, int added) {
        return each(image, value -> value < LEVELS / 2 ? clipped(value + added) : value);
    }

    private static int clipped(int value) {
        return Math.max(0, Math.min(TOP, value));
    }

    private static Bitmap each(Bitmap image, IntUnaryOperator table) {
        return byChannel(image, histogram -> table);
    }

    private interface Table {
        IntUnaryOperator of(int[] histogram);
    }

    private static Bitmap byChannel(Bitmap image, Table table) {
        byte[] in = image.values();
        byte[] out = new byte[in.length];
        for (int channel = 0; channel < Bitmap.CHANNELS; channel++) {
            int[] histogram = new int[LEVELS];
            for (int k = channel; k < in.length; k += Bitmap.CHANNELS) {
                histogram[in[k] & 0xff]++;
            }
            IntUnaryOperator levels = table.of(histogram);
            for (int k = channel; k < in.length; k += Bitmap.CHANNELS) {
                out[k] = (byte) levels.applyAsInt(in[k] & 0xff);
            }
        }
        return new Bitmap(image.width(), image.height(), out);
    }
}

package dev.contranorm.zoo.data.image.pixel;

/**
 * Bicubic resizing as in Pillow ({@code Image.resize(size, BICUBIC)}): a = −½, with the kernel widened when the image shrinks,
 * to avoid aliasing; first along rows, then along columns, each rounded to eight bits.
 */
public final class Resize {
    private static final double REACH = 2;
    private static final double A = -0.5;
    /**
     * Weights are fixed-point numbers with this many fractional bits, which leaves eight bits for the pixel and two for
     * overshoot.
     */
    private static final int PRECISION = 32 - 8 - 2;

    private Resize() {}

    public static Bitmap bicubic(Bitmap image, int width, int height) {
        Bitmap wide = width == image.width() ? image : alongRows(image, width);
        return height == image.height() ? wide : alongColumns(wide, height);
    }

    /** Resizes the shorter side to this length; the longer side keeps the ratio, rounded down. */
    public static Bitmap shorterSide(Bitmap image, int side) {
        int width = image.width();
        int height = image.height();
        return width <= height
                ? bicubic(image, side, (int) ((long) side * height / width))
                : bicubic(image, (int) ((long) side * width / height), side);
    }

    private static Bitmap alongRows(Bitmap image, int width) {
        Window[] windows = windows(image.width(), width);
        byte[] out = new byte[Bitmap.CHANNELS * width * image.height()];
        for (int y = 0; y < image.height(); y++) {
            int row = Bitmap.CHANNELS * y * image.width();
            for (int x = 0; x < width; x++) {
                windows[x].apply(image.values(), row, Bitmap.CHANNELS, out, Bitmap.CHANNELS * (y * width + x));
            }
        }
        return new Bitmap(width, image.height(), out);
    }

    private static Bitmap alongColumns(Bitmap image, int height) {
        Window[] windows = windows(image.height(), height);
        int stride = Bitmap.CHANNELS * image.width();
        byte[] out = new byte[stride * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < image.width(); x++) {
                int column = Bitmap.CHANNELS * x;
                windows[y].apply(image.values(), column, stride, out, y * stride + column);
            }
        }
        return new Bitmap(image.width(), height, out);
    }

    /** The weights of the source pixels of a resized pixel. */
    private record Window(int first, int[] weights) {
        void apply(byte[] in, int start, int stride, byte[] out, int place) {
            for (int channel = 0; channel < Bitmap.CHANNELS; channel++) {
                int sum = 1 << PRECISION - 1;
                int from = start + first * stride + channel;
                for (int k = 0; k < weights.length; k++) {
                    sum += (in[from + k * stride] & 0xff) * weights[k];
                }
                out[place + channel] = (byte) Math.max(0, Math.min(255, sum >> PRECISION));
            }
        }
    }

    private static Window[] windows(int size, int wanted) {
        double scale = (double) size / wanted;
        double widened = Math.max(1, scale);
        double support = REACH * widened;
        Window[] windows = new Window[wanted];
        for (int k = 0; k < wanted; k++) {
            double centre = (k + 0.5) * scale;
            int first = Math.max(0, (int) (centre - support + 0.5));
            int end = Math.min(size, (int) (centre + support + 0.5));
            double[] exact = new double[end - first];
            double sum = 0;
            for (int i = 0; i < exact.length; i++) {
                exact[i] = kernel((i + first - centre + 0.5) * (1 / widened));
                sum += exact[i];
            }
            int[] weights = new int[exact.length];
            for (int i = 0; i < exact.length; i++) {
                double weight = exact[i] / sum;
                weights[i] = (int) ((weight < 0 ? -0.5 : 0.5) + weight * (1 << PRECISION));
            }
            windows[k] = new Window(first, weights);
        }
        return windows;
    }

    private static double kernel(double signed) {
        double x = Math.abs(signed);
        if (x < 1) {
            return ((A + 2) * x - (A + 3)) * x * x + 1;
        }
        return x < REACH ? (((x - 5) * x + 8) * x - 4) * A : 0;
    }
}

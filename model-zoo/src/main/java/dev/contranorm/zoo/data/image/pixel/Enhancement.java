package dev.contranorm.zoo.data.image.pixel;

/**
 * Blends an image with a degraded version of itself (Pillow's {@code ImageEnhance}). A factor of 0 gives the degraded version,
 * 1 the image; a larger factor exaggerates the difference.
 */
public enum Enhancement {
    /** Colour: blends with the grey image. */
    COLOUR {
        @Override
        Bitmap poorer(Bitmap image) {
            byte[] out = new byte[image.values().length];
            for (int k = 0; k < out.length; k += Bitmap.CHANNELS) {
                byte grey = (byte) luminance(image.values(), k);
                out[k] = grey;
                out[k + 1] = grey;
                out[k + 2] = grey;
            }
            return new Bitmap(image.width(), image.height(), out);
        }
    },
    /** Contrast: blends with the mean luminance. */
    CONTRAST {
        @Override
        Bitmap poorer(Bitmap image) {
            long sum = 0;
            for (int k = 0; k < image.values().length; k += Bitmap.CHANNELS) {
                sum += luminance(image.values(), k);
            }
            int mean = (int) ((double) sum / (image.width() * image.height()) + 0.5);
            return Bitmap.filled(image.width(), image.height(), new Colour(mean, mean, mean));
        }
    },
    /** Brightness: blends with black. */
    BRIGHTNESS {
        @Override
        Bitmap poorer(Bitmap image) {
            return Bitmap.filled(image.width(), image.height(), Colour.BLACK);
        }
    },
    /** Sharpness: blends with a smoothed image (centre weight 5, eight neighbours 1 each; edges unchanged). */
    SHARPNESS {
        @Override
        Bitmap poorer(Bitmap image) {
            byte[] out = image.values().clone();
            for (int y = 1; y < image.height() - 1; y++) {
                for (int x = 1; x < image.width() - 1; x++) {
                    for (int channel = 0; channel < Bitmap.CHANNELS; channel++) {
                        out[Bitmap.CHANNELS * (y * image.width() + x) + channel] =
                                (byte) smoothed(image, x, y, channel);
                    }
                }
            }
            return new Bitmap(image.width(), image.height(), out);
        }
    };

    private static final int SMOOTH_MIDDLE = 5;
    private static final int SMOOTH_SUM = SMOOTH_MIDDLE + 8;

    abstract Bitmap poorer(Bitmap image);

    /**
     * @param factor at least 0
     */
    public Bitmap apply(Bitmap image, double factor) {
        byte[] base = poorer(image).values();
        byte[] full = image.values();
        byte[] out = new byte[full.length];
        float share = (float) factor;
        for (int k = 0; k < out.length; k++) {
            int from = base[k] & 0xff;
            float value = from + share * ((full[k] & 0xff) - from);
            out[k] = (byte) (int) Math.max(0, Math.min(255, value));
        }
        return new Bitmap(image.width(), image.height(), out);
    }

    /** ITU-R 601-2 luminance with 16-bit fractions. */
    private static int luminance(byte[] values, int at) {
        int red = values[at] & 0xff;
        int green = values[at + 1] & 0xff;
        int blue = values[at + 2] & 0xff;
        return red * 19595 + green * 38470 + blue * 7471 + 0x8000 >> 16;
    }

    private static int smoothed(Bitmap image, int x, int y, int channel) {
        int sum = (SMOOTH_MIDDLE - 1) * image.at(x, y, channel);
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                sum += image.at(x + dx, y + dy, channel);
            }
        }
        return (2 * sum + SMOOTH_SUM) / (2 * SMOOTH_SUM);
    }
}

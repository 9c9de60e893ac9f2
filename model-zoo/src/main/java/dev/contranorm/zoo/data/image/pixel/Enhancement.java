package dev.contranorm.zoo.data.image.pixel;

/**
 * Mixes a picture with a poorer one of itself ({@code ImageEnhance} of Pillow). A factor of 0 gives the poorer one, 1 the
 * picture, and more exaggerates the difference.
 */
public enum Enhancement {
    /** Against grey. */
    COLOUR {
        @Override
        Bitmap poorer(Bitmap picture) {
            byte[] out = new byte[picture.values().length];
            for (int k = 0; k < out.length; k += Bitmap.CHANNELS) {
                byte grey = (byte) luminance(picture.values(), k);
                out[k] = grey;
                out[k + 1] = grey;
                out[k + 2] = grey;
            }
            return new Bitmap(picture.width(), picture.height(), out);
        }
    },
    /** Against the mean luminance. */
    CONTRAST {
        @Override
        Bitmap poorer(Bitmap picture) {
            long sum = 0;
            for (int k = 0; k < picture.values().length; k += Bitmap.CHANNELS) {
                sum += luminance(picture.values(), k);
            }
            int mean = (int) ((double) sum / (picture.width() * picture.height()) + 0.5);
            return Bitmap.filled(picture.width(), picture.height(), new Colour(mean, mean, mean));
        }
    },
    /** Against black. */
    BRIGHTNESS {
        @Override
        Bitmap poorer(Bitmap picture) {
            return Bitmap.filled(picture.width(), picture.height(), Colour.BLACK);
        }
    },
    /** Against a smoothed one: the middle five times, its eight neighbours once; edges stay. */
    SHARPNESS {
        @Override
        Bitmap poorer(Bitmap picture) {
            byte[] out = picture.values().clone();
            for (int y = 1; y < picture.height() - 1; y++) {
                for (int x = 1; x < picture.width() - 1; x++) {
                    for (int channel = 0; channel < Bitmap.CHANNELS; channel++) {
                        out[Bitmap.CHANNELS * (y * picture.width() + x) + channel] =
                                (byte) smoothed(picture, x, y, channel);
                    }
                }
            }
            return new Bitmap(picture.width(), picture.height(), out);
        }
    };

    private static final int SMOOTH_MIDDLE = 5;
    private static final int SMOOTH_SUM = SMOOTH_MIDDLE + 8;

    abstract Bitmap poorer(Bitmap picture);

    /**
     * @param factor at least 0
     */
    public Bitmap apply(Bitmap picture, double factor) {
        byte[] base = poorer(picture).values();
        byte[] full = picture.values();
        byte[] out = new byte[full.length];
        float share = (float) factor;
        for (int k = 0; k < out.length; k++) {
            int from = base[k] & 0xff;
            float value = from + share * ((full[k] & 0xff) - from);
            out[k] = (byte) (int) Math.max(0, Math.min(255, value));
        }
        return new Bitmap(picture.width(), picture.height(), out);
    }

    /** ITU-R 601-2 in 16-bit fractions. */
    private static int luminance(byte[] values, int at) {
        int red = values[at] & 0xff;
        int green = values[at + 1] & 0xff;
        int blue = values[at + 2] & 0xff;
        return red * 19595 + green * 38470 + blue * 7471 + 0x8000 >> 16;
    }

    private static int smoothed(Bitmap picture, int x, int y, int channel) {
        int sum = (SMOOTH_MIDDLE - 1) * picture.at(x, y, channel);
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                sum += picture.at(x + dx, y + dy, channel);
            }
        }
        return (2 * sum + SMOOTH_SUM) / (2 * SMOOTH_SUM);
    }
}

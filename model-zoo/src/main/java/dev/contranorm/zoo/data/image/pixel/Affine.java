package dev.contranorm.zoo.data.image.pixel;

/**
 * Moves a picture's pixels: the colour of (x, y) comes from (a·x + b·y + c, d·x + e·y + f), by bicubic interpolation as
 * Pillow does it ({@code Image.transform(size, AFFINE, …, BICUBIC)}): a = −1, edges repeated, fractions cut off. Coordinates
 * are of pixels' corners: a pixel's middle lies at + ½.
 */
public record Affine(double a, double b, double c, double d, double e, double f) {
    private static final int TAPS = 4;

    /** Each row moved in proportion to its distance from the upper edge. */
    public static Affine shearX(double factor) {
        return new Affine(1, factor, 0, 0, 1, 0);
    }

    /** Each column moved in proportion to its distance from the left edge. */
    public static Affine shearY(double factor) {
        return new Affine(1, 0, 0, factor, 1, 0);
    }

    /** All moved by this many pixels to the left. */
    public static Affine translateX(double pixels) {
        return new Affine(1, 0, pixels, 0, 1, 0);
    }

    /** All moved by this many pixels upwards. */
    public static Affine translateY(double pixels) {
        return new Affine(1, 0, 0, 0, 1, pixels);
    }

    /** Turned about the middle, counter-clockwise ({@code Image.rotate}). */
    public static Affine rotate(double degrees, int width, int height) {
        double angle = -Math.toRadians(degrees);
        double cosine = rounded(Math.cos(angle));
        double sine = rounded(Math.sin(angle));
        double minus = rounded(-Math.sin(angle));
        double x = width / 2.0;
        double y = height / 2.0;
        return new Affine(cosine, sine, cosine * -x + sine * -y + x, minus, cosine, minus * -x + cosine * -y + y);
    }

    private static double rounded(double value) {
        return Math.rint(value * 1e15) / 1e15;
    }

    /**
     * @param fill where nothing comes from inside the picture
     */
    public Bitmap apply(Bitmap picture, Colour fill) {
        Bitmap out = Bitmap.filled(picture.width(), picture.height(), fill);
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                double fromX = a * (x + 0.5) + b * (y + 0.5) + c;
                double fromY = d * (x + 0.5) + e * (y + 0.5) + f;
                boolean inside = fromX >= 0 && fromX < picture.width() && fromY >= 0 && fromY < picture.height();
                if (inside) {
                    interpolate(picture, fromX - 0.5, fromY - 0.5, out.values(), y * picture.width() + x);
                }
            }
        }
        return out;
    }

    private static void interpolate(Bitmap picture, double x, double y, byte[] out, int pixel) {
        int left = (int) Math.floor(x) - 1;
        int top = (int) Math.floor(y) - 1;
        double dx = x - (left + 1);
        double dy = y - (top + 1);
        int[] columns = new int[TAPS];
        int[] rows = new int[TAPS];
        for (int k = 0; k < TAPS; k++) {
            columns[k] = Math.max(0, Math.min(picture.width() - 1, left + k));
            rows[k] = Math.max(0, Math.min(picture.height() - 1, top + k));
        }
        double[] along = new double[TAPS];
        for (int channel = 0; channel < Bitmap.CHANNELS; channel++) {
            for (int k = 0; k < TAPS; k++) {
                along[k] = cubic(
                        picture.at(columns[0], rows[k], channel),
                        picture.at(columns[1], rows[k], channel),
                        picture.at(columns[2], rows[k], channel),
                        picture.at(columns[3], rows[k], channel),
                        dx);
            }
            double value = cubic(along[0], along[1], along[2], along[3], dy);
            out[Bitmap.CHANNELS * pixel + channel] = (byte) (int) Math.max(0, Math.min(255, value));
        }
    }

    private static double cubic(double before, double from, double to, double after, double t) {
        double linear = -before + to;
        double square = 2 * (before - from) + to - after;
        double cube = -before + from - to + after;
        return from + t * (linear + t * (square + t * cube));
    }
}

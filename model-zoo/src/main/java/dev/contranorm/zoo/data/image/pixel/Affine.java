package dev.contranorm.zoo.data.image.pixel;

/**
 * An affine transformation: the colour of (x, y) comes from (a·x + b·y + c, d·x + e·y + f), with Pillow's bicubic interpolation
 * ({@code Image.transform(size, AFFINE, …, BICUBIC)}): a = −1, edges replicated, fractions truncated. Coordinates are those of
 * pixel corners: the centre of a pixel is at + ½.
 */
public record Affine(double a, double b, double c, double d, double e, double f) {
    private static final int TAPS = 4;

    /** Horizontal shear: shifts each row in proportion to its distance from the upper edge. */
    public static Affine shearX(double factor) {
        return new Affine(1, factor, 0, 0, 1, 0);
    }

    /** Vertical shear: shifts each column in proportion to its distance from the left edge. */
    public static Affine shearY(double factor) {
        return new Affine(1, 0, 0, factor, 1, 0);
    }

    /** Shifts left by this many pixels. */
    public static Affine translateX(double pixels) {
        return new Affine(1, 0, pixels, 0, 1, 0);
    }

    /** Shifts up by this many pixels. */
    public static Affine translateY(double pixels) {
        return new Affine(1, 0, 0, 0, 1, pixels);
    }

    /** Rotates counter-clockwise about the centre ({@code Image.rotate}). */
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
     * @param fill colour of pixels from outside the image
     */
    public Bitmap apply(Bitmap image, Colour fill) {
        Bitmap out = Bitmap.filled(image.width(), image.height(), fill);
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                double fromX = a * (x + 0.5) + b * (y + 0.5) + c;
                double fromY = d * (x + 0.5) + e * (y + 0.5) + f;
                boolean inside = fromX >= 0 && fromX < image.width() && fromY >= 0 && fromY < image.height();
                if (inside) {
                    interpolate(image, fromX - 0.5, fromY - 0.5, out.values(), y * image.width() + x);
                }
            }
        }
        return out;
    }

    private static void interpolate(Bitmap image, double x, double y, byte[] out, int pixel) {
        int left = (int) Math.floor(x) - 1;
        int top = (int) Math.floor(y) - 1;
        double dx = x - (left + 1);
        double dy = y - (top + 1);
        int[] columns = new int[TAPS];
        int[] rows = new int[TAPS];
        for (int k = 0; k < TAPS; k++) {
            columns[k] = Math.max(0, Math.min(image.width() - 1, left + k));
            rows[k] = Math.max(0, Math.min(image.height() - 1, top + k));
        }
        double[] along = new double[TAPS];
        for (int channel = 0; channel < Bitmap.CHANNELS; channel++) {
            for (int k = 0; k < TAPS; k++) {
                along[k] = cubic(
                        image.at(columns[0], rows[k], channel),
                        image.at(columns[1], rows[k], channel),
                        image.at(columns[2], rows[k], channel),
                        image.at(columns[3], rows[k], channel),
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

package dev.contranorm.zoo.data.image.pixel;

/**
 * Red, green and blue of every pixel, 0 to 255.
 *
 * @param values height × width × 3, row-major; not copied, and never modified in this package
 */
public record Bitmap(int width, int height, byte[] values) {
    /** Red, green, blue. */
    public static final int CHANNELS = 3;

    public Bitmap {
        if (width < 1 || height < 1 || values.length != CHANNELS * width * height) {
            throw new IllegalArgumentException(
                    values.length + " values for an image of " + width + " × " + height + " pixels");
        }
    }

    /** An image of one colour. */
    public static Bitmap filled(int width, int height, Colour colour) {
        byte[] values = new byte[CHANNELS * width * height];
        for (int k = 0; k < values.length; k++) {
            values[k] = (byte) colour.channel(k % CHANNELS);
        }
        return new Bitmap(width, height, values);
    }

    /** One value, 0 to 255. */
    public int at(int x, int y, int channel) {
        return values[CHANNELS * (y * width + x) + channel] & 0xff;
    }

    /** The crop of this size whose upper left corner is at (x, y). */
    public Bitmap cropped(int x, int y, int cropWidth, int cropHeight) {
        if (x < 0 || y < 0 || x + cropWidth > width || y + cropHeight > height) {
            throw new IllegalArgumentException("a crop of " + cropWidth + " × " + cropHeight + " at (" + x + ", " + y
                    + ") exceeds the image of " + width + " × " + height);
        }
        byte[] part = new byte[CHANNELS * cropWidth * cropHeight];
        for (int row = 0; row < cropHeight; row++) {
            System.arraycopy(
                    values, CHANNELS * ((y + row) * width + x), part, CHANNELS * row * cropWidth, CHANNELS * cropWidth);
        }
        return new Bitmap(cropWidth, cropHeight, part);
    }

    /** Adds a black border of this many pixels on all four sides. */
    public Bitmap padded(int border) {
        int wide = width + 2 * border;
        byte[] larger = new byte[CHANNELS * wide * (height + 2 * border)];
        for (int row = 0; row < height; row++) {
            System.arraycopy(
                    values,
                    CHANNELS * row * width,
                    larger,
                    CHANNELS * ((row + border) * wide + border),
                    CHANNELS * width);
        }
        return new Bitmap(wide, height + 2 * border, larger);
    }

    /** Flips horizontally. */
    public Bitmap mirrored() {
        byte[] mirrored = new byte[values.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                System.arraycopy(
                        values, CHANNELS * (y * width + x), mirrored, CHANNELS * (y * width + width - 1 - x), CHANNELS);
            }
        }
        return new Bitmap(width, height, mirrored);
    }
}

package dev.contranorm.zoo.data.image;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.image.pixel.Bitmap;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** An image on disk. */
final class ImageFile {
    /**
     * The suffixes that torchvision treats as images: a file that Java cannot decode must be reported, not skipped silently.
     */
    private static final Set<String> ENDINGS =
            Set.of("jpg", "jpeg", "png", "bmp", "gif", "tif", "tiff", "webp", "ppm", "pgm");

    private static final int TOP = 255;

    private ImageFile() {}

    /** The supported suffixes, for messages. */
    static String endings() {
        return "jpg, png, bmp, gif or tif";
    }

    /** Whether a file has the suffix of an image. */
    static boolean isImage(String name) {
        int dot = name.lastIndexOf('.');
        return !name.startsWith(".") && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /**
     * Stored red, green and blue values, as Pillow's {@code convert("RGB")} returns them: grey is replicated, palettes are
     * looked up, CMYK is converted, and transparency and colour profiles are ignored.
     */
    static Bitmap decode(Path file) throws DatasetException {
        try {
            return read(file.toFile());
        } catch (IOException | RuntimeException unreadable) {
            // Readers throw all kinds of exceptions on damaged files.
            String reason = unreadable.getMessage() == null ? unreadable.toString() : unreadable.getMessage();
            throw new DatasetException(
                    DatasetException.Kind.DAMAGED,
                    file + ": cannot be decoded: " + reason + "; replace it or remove it from the dataset");
        }
    }

    private static Bitmap read(File file) throws IOException {
        try (ImageInputStream stream = ImageIO.createImageInputStream(file)) {
            if (stream == null) {
                throw new IOException("it is not a readable file");
            }
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw new IOException("it is not a JPEG, PNG, BMP, GIF or TIFF image");
            }
            ImageReader reader = readers.next();
            List<String> warnings = new ArrayList<>();
            try {
                reader.setInput(stream, true, true);
                reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
                Bitmap image = bitmap(reader.read(0));
                // The missing part would be grey.
                if (warnings.stream().anyMatch(warning -> warning.startsWith("Truncated"))) {
                    throw new IOException("the file is truncated");
                }
                return image;
            } finally {
                reader.dispose();
            }
        }
    }

    private static Bitmap bitmap(BufferedImage image) throws IOException {
        int width = image.getWidth();
        int height = image.getHeight();
        if (!(image.getColorModel() instanceof ComponentColorModel colours)) {
            return new Bitmap(width, height, packed(image.getRGB(0, 0, width, height, null, 0, width)));
        }
        // Reads raw samples: Java would apply gamma to grey and the file's profile to colours.
        int[] samples = image.getRaster().getPixels(0, 0, width, height, (int[]) null);
        int bands = image.getRaster().getNumBands();
        boolean wide = image.getRaster().getDataBuffer().getDataType() == DataBuffer.TYPE_USHORT;
        byte[] values =
                switch (colours.getColorSpace().getType()) {
                    case ColorSpace.TYPE_GRAY -> light(samples, bands, 0, wide);
                    case ColorSpace.TYPE_RGB -> light(samples, bands, 1, wide);
                    case ColorSpace.TYPE_CMYK -> ink(samples, bands);
                    default -> throw new IOException("its colour space is neither grey, RGB nor CMYK");
                };
        return new Bitmap(width, height, values);
    }

    /**
     * @param stride distance from one colour to the next, 0 for grey
     * @param wide whether samples have 16 bits
     */
    private static byte[] light(int[] samples, int bands, int stride, boolean wide) {
        byte[] values = new byte[Bitmap.CHANNELS * samples.length / bands];
        for (int k = 0; k < values.length; k++) {
            int sample = samples[k / Bitmap.CHANNELS * bands + k % Bitmap.CHANNELS * stride];
            values[k] = (byte) (wide ? sample >> Byte.SIZE : sample);
        }
        return values;
    }

    /** Converts CMYK to RGB with Pillow's rounding. */
    private static byte[] ink(int[] samples, int bands) {
        byte[] values = new byte[Bitmap.CHANNELS * samples.length / bands];
        for (int k = 0; k < values.length; k++) {
            int pixel = k / Bitmap.CHANNELS * bands;
            int white = TOP - samples[pixel + bands - 1];
            int taken = samples[pixel + k % Bitmap.CHANNELS] * white + 128;
            values[k] = (byte) (white - ((taken >> 8) + taken >> 8));
        }
        return values;
    }

    private static byte[] packed(int[] colours) {
        byte[] values = new byte[Bitmap.CHANNELS * colours.length];
        for (int k = 0; k < colours.length; k++) {
            values[Bitmap.CHANNELS * k] = (byte) (colours[k] >> 16);
            values[Bitmap.CHANNELS * k + 1] = (byte) (colours[k] >> 8);
            values[Bitmap.CHANNELS * k + 2] = (byte) colours[k];
        }
        return values;
    }
}

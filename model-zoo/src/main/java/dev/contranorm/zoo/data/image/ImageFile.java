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

/** A picture on disk. */
final class ImageFile {
    /** What torchvision takes for pictures too: one that Java cannot decode is to be noticed, not left out in silence. */
    private static final Set<String> ENDINGS =
            Set.of("jpg", "jpeg", "png", "bmp", "gif", "tif", "tiff", "webp", "ppm", "pgm");

    private static final int TOP = 255;

    private ImageFile() {}

    /** For messages. */
    static String endings() {
        return "jpg, png, bmp, gif or tif";
    }

    /** Whether a file's name says that it is a picture. */
    static boolean isPicture(String name) {
        int dot = name.lastIndexOf('.');
        return !name.startsWith(".") && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /**
     * Red, green and blue as they are stored, as Pillow's {@code convert("RGB")} gives them: grey is repeated, a palette is
     * looked up, inks become light, transparency and colour profiles are left aside.
     */
    static Bitmap decode(Path file) throws DatasetException {
        try {
            return read(file.toFile());
        } catch (IOException | RuntimeException unreadable) {
            // Readers throw exceptions of all kinds on damaged files.
            String reason = unreadable.getMessage() == null ? unreadable.toString() : unreadable.getMessage();
            throw new DatasetException(
                    DatasetException.Kind.DAMAGED,
                    file + ": cannot be decoded: " + reason + "; replace it or take it out of the dataset");
        }
    }

    private static Bitmap read(File file) throws IOException {
        try (ImageInputStream stream = ImageIO.createImageInputStream(file)) {
            if (stream == null) {
                throw new IOException("it is no readable file");
            }
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw new IOException("it is no JPEG, PNG, BMP, GIF or TIFF");
            }
            ImageReader reader = readers.next();
            List<String> warnings = new ArrayList<>();
            try {
                reader.setInput(stream, true, true);
                reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
                Bitmap picture = bitmap(reader.read(0));
                // The rest would be grey.
                if (warnings.stream().anyMatch(warning -> warning.startsWith("Truncated"))) {
                    throw new IOException("the file is truncated");
                }
                return picture;
            } finally {
                reader.dispose();
            }
        }
    }

    private static Bitmap bitmap(BufferedImage picture) throws IOException {
        int width = picture.getWidth();
        int height = picture.getHeight();
        if (!(picture.getColorModel() instanceof ComponentColorModel colours)) {
            return new Bitmap(width, height, packed(picture.getRGB(0, 0, width, height, null, 0, width)));
        }
        // The samples themselves: Java would convert grey by its gamma, and colours by the profile in the file.
        int[] samples = picture.getRaster().getPixels(0, 0, width, height, (int[]) null);
        int bands = picture.getRaster().getNumBands();
        boolean wide = picture.getRaster().getDataBuffer().getDataType() == DataBuffer.TYPE_USHORT;
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
     * @param stride from one colour to the next, 0 for grey
     * @param wide whether samples have sixteen bits
     */
    private static byte[] light(int[] samples, int bands, int stride, boolean wide) {
        byte[] values = new byte[Bitmap.CHANNELS * samples.length / bands];
        for (int k = 0; k < values.length; k++) {
            int sample = samples[k / Bitmap.CHANNELS * bands + k % Bitmap.CHANNELS * stride];
            values[k] = (byte) (wide ? sample >> Byte.SIZE : sample);
        }
        return values;
    }

    /** What cyan, magenta and yellow, and then black, leave of white; rounded as Pillow does. */
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

package dev.contranorm.zoo.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.image.pixel.Bitmap;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFileTest {
    @TempDir
    Path folder;

    private Path written(BufferedImage image, String format) throws Exception {
        Path file = folder.resolve("image." + format);
        assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
        return file;
    }

    /** Java would convert a linear grey of 128 to 188. */
    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp", "tif"})
    void greyIsRepeatedAndNotConverted(String format) throws Exception {
        BufferedImage grey = new BufferedImage(16, 8, BufferedImage.TYPE_BYTE_GRAY);
        byte[] values = new byte[16 * 8];
        Arrays.fill(values, (byte) 128);
        grey.getRaster().setDataElements(0, 0, 16, 8, values);
        Bitmap decoded = ImageFile.decode(written(grey, format));
        assertThat(decoded.width()).isEqualTo(16);
        assertThat(decoded.height()).isEqualTo(8);
        assertThat(decoded.values()).containsOnly((byte) 128);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tif"})
    void coloursComeInTheOrderRedGreenBlue(String format) throws Exception {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_3BYTE_BGR);
        image.setRGB(0, 0, 0x0A0B0C);
        image.setRGB(1, 0, 0xFF0080);
        assertThat(ImageFile.decode(written(image, format)).values())
                .containsExactly(10, 11, 12, (byte) 255, 0, (byte) 128);
    }

    @Test
    void transparencyIsIgnored() throws Exception {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x400A0B0C);
        assertThat(ImageFile.decode(written(image, "png")).values()).containsExactly(10, 11, 12);
    }

    @Test
    void aPaletteIsLookedUp() throws Exception {
        byte[] red = {0, 9};
        byte[] green = {0, 8};
        byte[] blue = {0, 7};
        BufferedImage image =
                new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 2, red, green, blue));
        image.getRaster().setSample(1, 0, 0, 1);
        assertThat(ImageFile.decode(written(image, "gif")).values()).containsExactly(0, 0, 0, 9, 8, 7);
    }

    @Test
    void sixteenBitsKeepTheirUpperEight() throws Exception {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSample(0, 0, 0, 0x80FF);
        assertThat(ImageFile.decode(written(image, "png")).values()).containsOnly((byte) 0x80);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void aTruncatedImageIsNamed(String format) throws Exception {
        BufferedImage noise = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int k = 0; k < 64 * 64; k++) {
            noise.setRGB(k % 64, k / 64, k * 7919);
        }
        Path file = written(noise, format);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> ImageFile.decode(file))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(file.toString());
    }

    @Test
    void aFileThatIsNotAnImageIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("page.jpg"), "<html>not found</html>");
        assertThatThrownBy(() -> ImageFile.decode(file))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining("not a JPEG");
        Path empty = Files.createFile(folder.resolve("empty.png"));
        assertThatThrownBy(() -> ImageFile.decode(empty)).hasMessageStartingWith(empty.toString());
    }

    /** A file as Pillow writes it, with Adobe's marker and inverted CMYK; Pillow decodes it with the formula below. */
    @Test
    void cmykIsConvertedToRgb() throws Exception {
        Path file = folder.resolve("print.jpg");
        try (InputStream in = ImageFileTest.class.getResourceAsStream("inks.jpg")) {
            Files.copy(in, file);
        }
        Bitmap decoded = ImageFile.decode(file);
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 16; x++) {
                double white = (255 - y / 8 * 90) / 255.0;
                assertThat((double) decoded.at(x, y, 0)).isCloseTo((255 - x * 16 % 256) * white, within(3.0));
                assertThat((double) decoded.at(x, y, 1)).isCloseTo((255 - y * 15) * white, within(3.0));
                assertThat((double) decoded.at(x, y, 2)).isCloseTo((255 - x / 8 * 200) * white, within(3.0));
            }
        }
    }
}

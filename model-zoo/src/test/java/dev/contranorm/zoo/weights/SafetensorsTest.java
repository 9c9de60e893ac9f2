package dev.contranorm.zoo.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contranorm.zoo.golden.Golden;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
    @TempDir
    Path folder;

    @Test
    void aPublishedFileIsRead() throws Exception {
        Safetensors file = Safetensors.open(Golden.folder().resolve("nets/bertA_c3.safetensors"));
        assertThat(file.names()).contains("classifier.weight", "bert.embeddings.position_ids");
        assertThat(file.shape("classifier.weight")).containsExactly(3, 32);
        assertThat(file.values("classifier.weight")).hasSize(96);
        assertThat(file.isFloat("bert.embeddings.position_ids")).isFalse();
    }

    @Test
    void halfPrecisionIsWidened() throws Exception {
        Path file = write(
                "{\"h\":{\"dtype\":\"F16\",\"shape\":[4],\"data_offsets\":[0,8]},"
                        + "\"b\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[8,12]}}",
                0x3c,
                0x00,
                0xc0,
                0x00,
                0x00,
                0x01,
                0x7b,
                0xff,
                0x3f,
                0x80,
                0xc0,
                0x20);
        assertThat(Safetensors.open(file).values("h")).containsExactly(1f, -2f, (float) Math.pow(2, -24), 65504f);
        assertThat(Safetensors.open(file).values("b")).containsExactly(1f, -2.5f);
    }

    @Test
    void overlappingTensorsAreRefusedByName() throws Exception {
        refused(
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]},"
                        + "\"second\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[2,4]}}",
                4,
                "'second' overlaps");
    }

    @Test
    void aGapIsRefusedByName() throws Exception {
        refused("{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}}", 2, "'a' leaves a gap");
    }

    @Test
    void bytesThatDoNotMatchTheShapeAreRefusedByName() throws Exception {
        refused("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4, "'a' has bytes 0 to 4");
    }

    @Test
    void aTruncatedFileIsRefusedByTheTensorThatIsCut() throws Exception {
        refused(
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},"
                        + "\"cut\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[2,6]}}",
                4,
                "'cut' ends at byte 6 of 4");
    }

    @Test
    void anImpossibleShapeOrTypeIsRefused() throws Exception {
        refused("{\"a\":{\"dtype\":\"U8\",\"shape\":[-1],\"data_offsets\":[0,1]}}", 1, "'a' has an invalid shape");
        refused("{\"a\":{\"dtype\":\"Q4\",\"shape\":[1],\"data_offsets\":[0,1]}}", 1, "'a' has the type");
        refused("{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}", 4, "'a' lacks");
    }

    @Test
    void aHeaderLongerThanTheFileIsRefused() throws Exception {
        Path file = folder.resolve("long.safetensors");
        Files.write(
                file,
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(1 << 20)
                        .array());
        assertThatThrownBy(() -> Safetensors.open(file)).hasMessageContaining("truncated");
    }

    private void refused(String header, int bytes, String message) throws Exception {
        Path file = write(header, new int[bytes]);
        assertThatThrownBy(() -> Safetensors.open(file))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining(message);
    }

    /** Data as pairs of bytes, the high byte first. */
    private Path write(String header, int... data) throws Exception {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(text.length).put(text);
        for (int k = 0; k < data.length; k++) {
            bytes.put((byte) data[data.length % 2 == 0 ? k ^ 1 : k]);
        }
        Path file = folder.resolve(Integer.toHexString(Arrays.hashCode(bytes.array())) + ".safetensors");
        return Files.write(file, bytes.array());
    }
}

package dev.contranorm.zoo.data.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes NumPy files as NumPy does, for tests. */
public final class NumpyWriter {
    private NumpyWriter() {}

    /** @param type such as {@code <f4}, {@code <i8}, {@code |b1} */
    public static byte[] array(String type, int[] shape, IntToDoubleFunction value) {
        String lengths = Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        String fields = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + lengths
                + (shape.length == 1 ? "," : "") + "), }";
        String header = fields + " ".repeat(63 - (10 + fields.length()) % 64) + "\n";
        int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        int width = type.charAt(2) - '0';
        ByteBuffer bytes =
                ByteBuffer.allocate(10 + header.length() + size * width).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) header.length());
        bytes.put(header.getBytes(StandardCharsets.US_ASCII));
        for (int k = 0; k < size; k++) {
            switch (type.substring(1)) {
                case "f4" -> bytes.putFloat((float) value.applyAsDouble(k));
                case "f8" -> bytes.putDouble(value.applyAsDouble(k));
                case "i8" -> bytes.putLong((long) value.applyAsDouble(k));
                case "i4" -> bytes.putInt((int) value.applyAsDouble(k));
                default -> bytes.put((byte) value.applyAsDouble(k));
            }
        }
        return bytes.array();
    }

    public static void archive(Path file, Map<String, byte[]> arrays) throws IOException {
        Files.createDirectories(file.getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
                zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
                zip.write(array.getValue());
                zip.closeEntry();
            }
        }
    }
}

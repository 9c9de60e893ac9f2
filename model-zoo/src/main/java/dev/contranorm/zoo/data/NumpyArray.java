package dev.contranorm.zoo.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A NumPy array as {@code numpy.save} writes it (NEP 1, versions 1 to 3), little-endian; column-major ones are turned.
 *
 * @param type kind and width, such as {@code f4}, {@code i8}, {@code b1}
 * @param data the elements, row-major
 */
public record NumpyArray(String type, int[] shape, ByteBuffer data) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '([<|=>])([a-z]\\d+)', 'fortran_order': (True|False), 'shape': \\(([\\d, ]*)\\),? *\\}\\s*");

    /**
     * @throws IOException when the bytes are no such array; the message says why
     */
    public static NumpyArray parse(byte[] bytes) throws IOException {
        if (bytes.length < 12 || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IOException("it is no NumPy array");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int start = bytes[6] == 1 ? 10 : 12;
        int length = bytes[6] == 1 ? in.getShort(8) & 0xffff : in.getInt(8);
        if (length < 0 || length > bytes.length - start) {
            throw new IOException("its header of " + length + " bytes is cut off");
        }
        String header = new String(bytes, start, length, StandardCharsets.ISO_8859_1);
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.matches() || matcher.group(1).equals(">")) {
            throw new IOException("its header is not supported: " + header.strip());
        }
        int[] shape = Arrays.stream(matcher.group(4).split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        ByteBuffer data =
                in.slice(start + length, bytes.length - start - length).order(ByteOrder.LITTLE_ENDIAN);
        NumpyArray array = new NumpyArray(matcher.group(2), shape, data);
        long expected = array.width();
        for (int each : shape) {
            expected = Math.multiplyExact(expected, each);
        }
        if (expected != data.remaining()) {
            throw new IOException("shape " + Arrays.toString(shape) + " needs " + expected + " bytes, "
                    + data.remaining() + " are there");
        }
        return matcher.group(3).equals("True") && shape.length > 1 ? array.rowMajor() : array;
    }

    /** The same array, whose bytes are column-major, turned. */
    private NumpyArray rowMajor() {
        int width = width();
        byte[] bytes = new byte[data.remaining()];
        int[] index = new int[shape.length];
        for (int k = 0; k < size(); k++) {
            int source = 0;
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                source = source * shape[axis] + index[axis];
            }
            data.get(source * width, bytes, k * width, width);
            for (int axis = shape.length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) {
                index[axis] = 0;
            }
        }
        return new NumpyArray(type, shape, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    }

    private int width() {
        return Integer.parseInt(type.substring(1));
    }

    /** Elements in all. */
    public int size() {
        return data.remaining() / width();
    }

    /** An element by its row-major index. */
    public double number(int index) {
        return switch (type) {
            case "f4" -> data.getFloat(4 * index);
            case "f8" -> data.getDouble(8 * index);
            case "i4" -> data.getInt(4 * index);
            case "i8" -> data.getLong(8 * index);
            case "i2" -> data.getShort(2 * index);
            case "i1", "b1" -> data.get(index);
            case "u1" -> data.get(index) & 0xff;
            default -> throw new IllegalArgumentException("array type " + type + " is not supported");
        };
    }

    /** All elements, row-major. */
    public double[] numbers() {
        double[] numbers = new double[size()];
        for (int k = 0; k < numbers.length; k++) {
            numbers[k] = number(k);
        }
        return numbers;
    }
}

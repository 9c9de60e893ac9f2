package dev.contranorm.zoo.data.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A NumPy array as {@code numpy.save} writes it (NEP 1, versions 1 to 3), little-endian; column-major arrays are transposed.
 *
 * @param type kind and width, such as {@code f4}, {@code i8}, {@code b1}
 * @param data the elements, row-major
 */
public record NumpyArray(String type, int[] shape, ByteBuffer data) {
    /**
     * @throws IOException if the bytes are not such an array; the message says why
     */
    public static NumpyArray parse(byte[] bytes) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        NumpyHeader header = NumpyHeader.read(in);
        if (header.bytes() != in.available()) {
            throw new IOException("shape " + Arrays.toString(header.shape()) + " needs " + header.bytes()
                    + " bytes, but there are " + in.available());
        }
        ByteBuffer data = ByteBuffer.wrap(bytes)
                .slice(bytes.length - in.available(), in.available())
                .order(ByteOrder.LITTLE_ENDIAN);
        NumpyArray array = new NumpyArray(header.type(), header.shape(), data);
        return header.columnMajor() && header.shape().length > 1 ? array.rowMajor() : array;
    }

    /** Transposes a column-major array. */
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

    /** Total number of elements. */
    public int size() {
        return data.remaining() / width();
    }

    /** The element with this row-major index. */
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

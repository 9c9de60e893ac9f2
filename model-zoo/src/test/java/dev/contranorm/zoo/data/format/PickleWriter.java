package dev.contranorm.zoo.data.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes pickles like those of Planetoid, as Python 2 with NumPy and SciPy does (protocol 2), for tests. */
public final class PickleWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private PickleWriter() {
        write(0x80, 2);
    }

    private static byte[] finished(PickleWriter writer) {
        writer.write('.');
        return writer.out.toByteArray();
    }

    /** A NumPy array of int32, for example one-hot labels. */
    public static byte[] array(int rows, int columns, int[] values) {
        PickleWriter writer = new PickleWriter();
        writer.numpy("i4", new int[] {rows, columns}, ints(values));
        return finished(writer);
    }

    /** A {@code csr_matrix} of float32. */
    public static byte[] matrix(CsrMatrix matrix) {
        PickleWriter writer = new PickleWriter();
        writer.text("cscipy.sparse.csr\ncsr_matrix\n)");
        writer.write(0x81, '}', '(');
        writer.string("_shape");
        writer.number(matrix.rows());
        writer.number(matrix.columns());
        writer.write(0x86);
        writer.string("indptr");
        writer.numpy("i4", new int[] {matrix.rows() + 1}, ints(matrix.rowStart()));
        writer.string("indices");
        writer.numpy("i4", new int[] {matrix.nonZeros()}, ints(matrix.column()));
        ByteBuffer values = ByteBuffer.allocate(4 * matrix.nonZeros()).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : matrix.value()) {
            values.putFloat(value);
        }
        writer.string("data");
        writer.numpy("f4", new int[] {matrix.nonZeros()}, values.array());
        writer.write('u', 'b');
        return finished(writer);
    }

    /** A {@code defaultdict(list)}. */
    public static byte[] graph(Map<Integer, List<Integer>> neighbours) {
        PickleWriter writer = new PickleWriter();
        writer.text("ccollections\ndefaultdict\nc__builtin__\nlist\n");
        writer.write(0x85, 'R', '(');
        neighbours.forEach((node, list) -> {
            writer.number(node);
            writer.write(']', '(');
            list.forEach(writer::number);
            writer.write('e');
        });
        writer.write('u');
        return finished(writer);
    }

    private void numpy(String type, int[] shape, byte[] bytes) {
        text("cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\n");
        number(0);
        write(0x85);
        string("b");
        write(0x87, 'R', '(');
        number(1);
        for (int length : shape) {
            number(length);
        }
        write(shape.length == 1 ? 0x85 : 0x86);
        text("cnumpy\ndtype\n");
        string(type);
        number(0);
        number(1);
        write(0x87, 'R', '(');
        number(3);
        string("<");
        text("NNN");
        number(-1);
        number(-1);
        number(0);
        write('t', 'b', 0x89, 'T');
        out.writeBytes(ints(bytes.length));
        out.writeBytes(bytes);
        write('t', 'b');
    }

    private void number(int number) {
        write('J');
        out.writeBytes(ints(number));
    }

    private void string(String text) {
        write('U', text.length());
        text(text);
    }

    private void text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void write(int... bytes) {
        for (int each : bytes) {
            out.write(each);
        }
    }

    private static byte[] ints(int... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int number : numbers) {
            bytes.putInt(number);
        }
        return bytes.array();
    }
}

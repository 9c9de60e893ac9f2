package dev.contranorm.zoo.data.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads a large {@code .npy} matrix of floats without holding its bytes beside the result. */
public final class NumpyFloats {
    private static final int BUFFER = 1 << 20;

    private NumpyFloats() {}

    /**
     * @param rows the number of rows that it must have
     * @throws IOException when it is no row-major float32 or float64 matrix of that many rows
     */
    public static DenseMatrix read(Path file, int rows) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            NumpyHeader header = NumpyHeader.read(in);
            boolean floats = header.type().equals("f4") || header.type().equals("f8");
            if (!floats || header.columnMajor() || header.shape().length != 2) {
                throw new IOException("it is no row-major matrix of float32 or float64, but "
                        + Arrays.toString(header.shape()) + " of " + header.type());
            }
            if (header.shape()[0] != rows) {
                throw new IOException("it has " + header.shape()[0] + " rows for " + rows + " nodes");
            }
            // Its size is known before memory is asked for: a wrong header must not ask for more than the file has.
            long there = Files.size(file) - Files.size(file) % header.width();
            if (header.bytes() > there) {
                throw new IOException("shape " + Arrays.toString(header.shape()) + " needs " + header.bytes()
                        + " bytes, " + there + " are there");
            }
            return new DenseMatrix(rows, header.shape()[1], values(in, header));
        }
    }

    private static float[] values(InputStream in, NumpyHeader header) throws IOException {
        float[] values = new float[Math.toIntExact(header.bytes() / header.width())];
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
        boolean single = header.width() == Float.BYTES;
        for (int size = 0; size < values.length; ) {
            int wanted = (int) Math.min(BUFFER, (long) (values.length - size) * header.width());
            if (in.readNBytes(buffer.array(), 0, wanted) < wanted) {
                throw new IOException("it ends after " + size + " of " + values.length + " numbers");
            }
            buffer.clear().limit(wanted);
            while (buffer.hasRemaining()) {
                values[size++] = single ? buffer.getFloat() : (float) buffer.getDouble();
            }
        }
        return values;
    }
}

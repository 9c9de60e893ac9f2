package dev.contranorm.zoo.data.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads a large {@code .npy} matrix of floats without a second copy of its bytes in memory. */
public final class NumpyFloats {
    private static final int BUFFER = 1 << 20;

    private NumpyFloats() {}

    /**
     * @param rows the expected number of rows
     * @throws IOException if the file is not a row-major float32 or float64 matrix with that many rows
     */
    public static DenseMatrix read(Path file, int rows) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            NumpyHeader header = NumpyHeader.read(in);
            boolean floats = header.type().equals("f4") || header.type().equals("f8");
            if (!floats || header.columnMajor() || header.shape().length != 2) {
                throw new IOException("it is not a row-major matrix of float32 or float64, but "
                        + Arrays.toString(header.shape()) + " of " + header.type());
            }
            if (header.shape()[0] != rows) {
                throw new IOException("it has " + header.shape()[0] + " rows for " + rows + " nodes");
            }
            // The size is checked before memory is allocated: a wrong header must not allocate more than the file
            // holds.
            long there = Files.size(file) - Files.size(file) % header.width();
            if (header.bytes() > there) {
                throw new IOException("shape " + Arrays.toString(header.shape()) + " needs " + header.bytes()
                        + " bytes, but there are " + there);
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

package dev.contranorm.zoo.data.format;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of a NumPy array (NEP 1, versions 1 to 3).
 *
 * @param type kind and width, such as {@code f4}, {@code i8}, {@code b1}; little-endian
 * @param columnMajor whether the elements are in Fortran order
 */
record NumpyHeader(String type, int[] shape, boolean columnMajor) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST = 1 << 16;
    private static final Pattern FIELDS = Pattern.compile(
            "\\{'descr': '([<|=>])([a-z]\\d+)', 'fortran_order': (True|False), 'shape': \\(([\\d, ]*)\\),? *\\}\\s*");

    /**
     * Reads everything before the first element.
     *
     * @throws IOException if this is not a NumPy array; the message says why
     */
    static NumpyHeader read(InputStream bytes) throws IOException {
        DataInputStream in = new DataInputStream(bytes);
        byte[] start = in.readNBytes(8);
        if (start.length < 8 || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IOException("it is not a NumPy array");
        }
        String header;
        try {
            int length =
                    start[6] == 1 ? Short.reverseBytes(in.readShort()) & 0xffff : Integer.reverseBytes(in.readInt());
            if (length < 0 || length > LONGEST) {
                throw new IOException("its header claims " + length + " bytes");
            }
            byte[] text = new byte[length];
            in.readFully(text);
            header = new String(text, StandardCharsets.ISO_8859_1);
        } catch (EOFException early) {
            throw new IOException("its header is truncated", early);
        }
        Matcher fields = FIELDS.matcher(header);
        if (!fields.matches() || fields.group(1).equals(">")) {
            throw new IOException("its header is not supported: " + header.strip());
        }
        return new NumpyHeader(
                fields.group(2), shape(fields.group(4)), fields.group(3).equals("True"));
    }

    private static int[] shape(String lengths) throws IOException {
        try {
            return Arrays.stream(lengths.split(","))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .mapToInt(Integer::parseInt)
                    .toArray();
        } catch (NumberFormatException large) {
            throw new IOException("its shape (" + lengths + ") is not supported", large);
        }
    }

    /** Size of an element in bytes. */
    int width() {
        return Integer.parseInt(type.substring(1));
    }

    /**
     * Size of all elements in bytes.
     *
     * @throws IOException if the size overflows
     */
    long bytes() throws IOException {
        try {
            long bytes = width();
            for (int length : shape) {
                bytes = Math.multiplyExact(bytes, length);
            }
            return bytes;
        } catch (ArithmeticException overflow) {
            throw new IOException("its shape " + Arrays.toString(shape) + " is too large", overflow);
        }
    }
}

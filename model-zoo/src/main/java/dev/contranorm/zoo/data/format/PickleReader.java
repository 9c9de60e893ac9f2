package dev.contranorm.zoo.data.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the Python 2 pickles (protocol 2) of Planetoid: SciPy CSR matrices, NumPy arrays and dictionaries of lists. Nothing is
 * executed: a pickle may name only known classes; any other is rejected.
 */
public final class PickleReader {
    /** A NumPy array: its shape, its type such as {@code f4}, and its little-endian bytes in row-major order. */
    public record Array(int[] shape, String type, byte[] data) {
        public int size() {
            int size = 1;
            for (int length : shape) {
                size = Math.multiplyExact(size, length);
            }
            return size;
        }

        /** Size of an element in bytes. */
        public int width() {
            return type.charAt(type.length() - 1) - '0';
        }

        public double number(int index) {
            ByteBuffer bytes = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
            return switch (type) {
                case "f4" -> bytes.getFloat(4 * index);
                case "f8" -> bytes.getDouble(8 * index);
                case "i4" -> bytes.getInt(4 * index);
                case "i8" -> bytes.getLong(8 * index);
                case "i1", "b1", "u1" -> bytes.get(index);
                default -> throw new IllegalArgumentException("array type " + type + " is not supported");
            };
        }
    }

    /** An object with state: a SciPy matrix. */
    public record Instance(String type, Map<Object, Object> state) {}

    private record Global(String name) {}

    private static final class ArrayBuilder {
        private Array array;
    }

    private static final class TypeBuilder {
        private final String type;

        TypeBuilder(String type) {
            this.type = type;
        }
    }

    private static final Object MARK = new Object();
    private static final Set<String> KNOWN = Set.of(
            "scipy.sparse.csr csr_matrix",
            "scipy.sparse._csr csr_matrix",
            "numpy.core.multiarray _reconstruct",
            "numpy ndarray",
            "numpy dtype",
            "__builtin__ list",
            "collections defaultdict");

    private final ByteBuffer in;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    private PickleReader(byte[] bytes) {
        in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * @throws IOException if the bytes are not such a pickle; the message says where
     */
    public static Object read(byte[] bytes) throws IOException {
        PickleReader reader = new PickleReader(bytes);
        try {
            return reader.run();
        } catch (RuntimeException | StackOverflowError damaged) {
            String reason =
                    damaged instanceof java.nio.BufferUnderflowException ? "it is truncated" : damaged.getMessage();
            throw new IOException("byte " + reader.in.position() + " of " + bytes.length + ": " + reason);
        }
    }

    private Object run() {
        while (true) {
            int operation = in.get() & 0xff;
            switch (operation) {
                case 0x80 -> in.get();
                case '.' -> {
                    Object result = pop();
                    return result instanceof ArrayBuilder builder ? builder.array : result;
                }
                case 'c' -> stack.add(global());
                case 'q' -> memo.put(in.get() & 0xff, peek());
                case 'r' -> memo.put(in.getInt(), peek());
                case 'h' -> stack.add(memo.get(in.get() & 0xff));
                case 'j' -> stack.add(memo.get(in.getInt()));
                case '(' -> stack.add(MARK);
                case ')' -> stack.add(List.of());
                case '}' -> stack.add(new LinkedHashMap<>());
                case ']' -> stack.add(new ArrayList<>());
                case 'N' -> stack.add(null);
                case 0x88 -> stack.add(Boolean.TRUE);
                case 0x89 -> stack.add(Boolean.FALSE);
                case 'K' -> stack.add((long) (in.get() & 0xff));
                case 'M' -> stack.add((long) (in.getShort() & 0xffff));
                case 'J' -> stack.add((long) in.getInt());
                case 0x8a -> stack.add(longOf(bytes(in.get() & 0xff)));
                case 'U' -> stack.add(bytes(in.get() & 0xff));
                case 'T' -> stack.add(bytes(in.getInt()));
                case 'X' -> stack.add(bytes(in.getInt()));
                case 't' -> stack.add(popToMark());
                case 0x85 -> stack.add(new ArrayList<>(popLast(1)));
                case 0x86 -> stack.add(new ArrayList<>(popLast(2)));
                case 0x87 -> stack.add(new ArrayList<>(popLast(3)));
                case 'a' -> {
                    Object element = pop();
                    list(peek()).add(element);
                }
                case 'e' -> {
                    List<Object> elements = popToMark();
                    list(peek()).addAll(elements);
                }
                case 's' -> {
                    Object value = pop();
                    map(stack.get(stack.size() - 2)).put(plain(pop()), value);
                }
                case 'u' -> {
                    List<Object> items = popToMark();
                    for (int k = 0; k + 1 < items.size(); k += 2) {
                        map(peek()).put(plain(items.get(k)), items.get(k + 1));
                    }
                }
                case 0x81 -> {
                    pop();
                    stack.add(new Instance(((Global) pop()).name(), new LinkedHashMap<>()));
                }
                case 'R' -> {
                    Object arguments = pop();
                    stack.add(reduce((Global) pop(), list(arguments)));
                }
                case 'b' -> {
                    Object state = pop();
                    build(peek(), state);
                }
                default ->
                    throw new IllegalArgumentException("unexpected operation 0x" + Integer.toHexString(operation));
            }
        }
    }

    private static Object reduce(Global function, List<Object> arguments) {
        return switch (function.name()) {
            case "numpy.core.multiarray _reconstruct" -> new ArrayBuilder();
            case "numpy dtype" -> new TypeBuilder(text(arguments.get(0)));
            case "collections defaultdict" -> new LinkedHashMap<>();
            default -> throw new IllegalArgumentException("'" + function.name() + "' may not be called");
        };
    }

    private static void build(Object target, Object state) {
        if (target instanceof ArrayBuilder builder) {
            List<Object> fields = list(state);
            List<Object> lengths = list(fields.get(1));
            int[] shape = lengths.stream()
                    .mapToInt(length -> Math.toIntExact((Long) length))
                    .toArray();
            if (Boolean.TRUE.equals(fields.get(3)) && shape.length > 1) {
                throw new IllegalArgumentException("column-major arrays are not supported");
            }
            Array array = new Array(shape, ((TypeBuilder) fields.get(2)).type, (byte[]) fields.get(4));
            if (array.size() != array.data().length / array.width()) {
                throw new IllegalArgumentException(
                        array.size() + " elements are declared for " + array.data().length + " bytes");
            }
            builder.array = array;
        } else if (target instanceof Instance instance) {
            map(state).forEach((key, value) -> instance.state()
                    .put(key, value instanceof ArrayBuilder builder ? builder.array : value));
        }
    }

    private Global global() {
        String name = line() + " " + line();
        if (!KNOWN.contains(name)) {
            throw new IllegalArgumentException("the pickle names the class '" + name + "', which is not allowed");
        }
        return new Global(name);
    }

    private String line() {
        StringBuilder text = new StringBuilder();
        for (byte b = in.get(); b != '\n'; b = in.get()) {
            text.append((char) b);
        }
        return text.toString();
    }

    private byte[] bytes(int length) {
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("a string of " + length + " bytes is declared, but only "
                    + in.remaining() + " bytes are left: the file is truncated");
        }
        byte[] result = new byte[length];
        in.get(result);
        return result;
    }

    private static long longOf(byte[] littleEndian) {
        long value = 0;
        for (int k = littleEndian.length - 1; k >= 0; k--) {
            value = (value << 8) | (littleEndian[k] & 0xff);
        }
        return value;
    }

    private Object peek() {
        return stack.get(stack.size() - 1);
    }

    private Object pop() {
        return stack.remove(stack.size() - 1);
    }

    private List<Object> popLast(int count) {
        List<Object> tail = stack.subList(stack.size() - count, stack.size());
        List<Object> result = new ArrayList<>(tail);
        tail.clear();
        return result;
    }

    private List<Object> popToMark() {
        int mark = stack.size() - 1;
        while (stack.get(mark) != MARK) {
            mark--;
        }
        List<Object> result = popLast(stack.size() - 1 - mark);
        pop();
        return result;
    }

    private static Object plain(Object key) {
        return key instanceof byte[] text ? text(text) : key;
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.ISO_8859_1) : String.valueOf(value);
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        return (List<Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static Map<Object, Object> map(Object value) {
        return (Map<Object, Object>) value;
    }
}

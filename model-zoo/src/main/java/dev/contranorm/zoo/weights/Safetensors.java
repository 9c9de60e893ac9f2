package dev.contranorm.zoo.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A safetensors file: eight bytes of header length, a JSON header, then the tensors without gaps or overlaps. The header is
 * validated completely when the file is opened; values are read on demand.
 */
public final class Safetensors {
    private static final int LENGTH_BYTES = 8;
    private static final long LONGEST_HEADER = 100_000_000;

    /** The position of a tensor, in bytes after the header. */
    private record Entry(String name, ElementType type, long[] shape, long begin, long end) {}

    private final Path file;
    private final long dataStart;
    private final SortedMap<String, Entry> entries;

    private Safetensors(Path file, long dataStart, SortedMap<String, Entry> entries) {
        this.file = file;
        this.dataStart = dataStart;
        this.entries = entries;
    }

    /**
     * @throws WeightsException if the file is missing, truncated or malformed; the message names the tensor
     */
    public static Safetensors open(Path file) throws WeightsException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long length = channel.size();
            long headerLength =
                    length < LENGTH_BYTES ? -1 : read(channel, 0, LENGTH_BYTES).getLong();
            if (headerLength < 2 || headerLength > LONGEST_HEADER || headerLength > length - LENGTH_BYTES) {
                throw new WeightsException(file + ": is not a safetensors file, or its header is truncated");
            }
            byte[] header = read(channel, LENGTH_BYTES, (int) headerLength).array();
            long dataStart = LENGTH_BYTES + headerLength;
            return new Safetensors(file, dataStart, entries(file, header, length - dataStart));
        } catch (IOException unreadable) {
            throw new WeightsException(file + ": cannot be read: " + unreadable.getMessage());
        }
    }

    private static SortedMap<String, Entry> entries(Path file, byte[] header, long dataLength) throws WeightsException {
        JsonNode node;
        try {
            node = new ObjectMapper().readTree(header);
        } catch (IOException malformed) {
            throw new WeightsException(file + ": its header is not JSON");
        }
        SortedMap<String, Entry> entries = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!field.getKey().equals("__metadata__")) {
                entries.put(field.getKey(), entry(file, field.getKey(), field.getValue(), dataLength));
            }
        }
        checkLayout(file, new ArrayList<>(entries.values()), dataLength);
        return Collections.unmodifiableSortedMap(entries);
    }

    private static Entry entry(Path file, String name, JsonNode node, long dataLength) throws WeightsException {
        String where = file + ": tensor '" + name + "'";
        JsonNode offsets = node.path("data_offsets");
        JsonNode dimensions = node.path("shape");
        if (!dimensions.isArray()
                || offsets.size() != 2
                || !offsets.get(0).isIntegralNumber()
                || !offsets.get(1).isIntegralNumber()) {
            throw new WeightsException(where + " lacks its shape or its two data_offsets");
        }
        ElementType type;
        try {
            type = ElementType.valueOf(node.path("dtype").asText());
        } catch (IllegalArgumentException unknown) {
            throw new WeightsException(
                    where + " has the type " + node.path("dtype") + ", which is not a type of weights");
        }
        long[] shape = new long[dimensions.size()];
        long elements = 1;
        for (int k = 0; k < shape.length; k++) {
            shape[k] = dimensions.get(k).asLong(-1);
            if (shape[k] < 0 || elements > Integer.MAX_VALUE) {
                throw new WeightsException(where + " has an invalid shape: " + dimensions);
            }
            elements *= shape[k];
        }
        long begin = offsets.get(0).longValue();
        long end = offsets.get(1).longValue();
        if (begin < 0 || end < begin || end - begin != elements * type.size() || elements > Integer.MAX_VALUE) {
            throw new WeightsException(
                    where + " has bytes " + begin + " to " + end + ", which do not match its shape " + dimensions);
        }
        if (end > dataLength) {
            throw new WeightsException(
                    where + " ends at byte " + end + " of " + dataLength + "; the file may be truncated");
        }
        return new Entry(name, type, shape, begin, end);
    }

    private static void checkLayout(Path file, List<Entry> entries, long dataLength) throws WeightsException {
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long next = 0;
        for (Entry entry : entries) {
            if (entry.begin() != next) {
                String problem = entry.begin() < next ? " overlaps the one before it" : " leaves a gap before it";
                throw new WeightsException(file + ": tensor '" + entry.name() + "'" + problem);
            }
            next = entry.end();
        }
        if (next != dataLength) {
            throw new WeightsException(file + ": has " + (dataLength - next) + " bytes after its last tensor");
        }
    }

    /** The names of the tensors. */
    public List<String> names() {
        return List.copyOf(entries.keySet());
    }

    /** The shape of a tensor that {@link #names} lists. */
    public long[] shape(String name) {
        return entries.get(name).shape().clone();
    }

    /** Whether a tensor contains weights rather than indices. */
    boolean isFloat(String name) {
        return switch (entries.get(name).type()) {
            case F64, F32, F16, BF16 -> true;
            case I64, I32, U8 -> false;
        };
    }

    /**
     * A tensor's values, row-major, rounded to float32.
     *
     * @throws WeightsException if the file can no longer be read
     */
    public float[] values(String name) throws WeightsException {
        Entry entry = entries.get(name);
        int length = Math.toIntExact(entry.end() - entry.begin());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = read(channel, dataStart + entry.begin(), length);
            float[] values = new float[length / entry.type().size()];
            for (int k = 0; k < values.length; k++) {
                values[k] = entry.type().read(bytes);
            }
            return values;
        } catch (IOException unreadable) {
            throw new WeightsException(file + ": tensor '" + name + "' cannot be read: " + unreadable.getMessage());
        }
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new IOException("the file is truncated");
            }
        }
        return bytes.flip();
    }
}

package dev.contranorm.zoo.weights;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.contranorm.zoo.tensor.Parameter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.function.Function;

/** Writes float32 safetensors files. */
final class SafetensorsWriter {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SafetensorsWriter() {}

    /**
     * Writes parameters one by one into a temporary file that is renamed once it is complete.
     *
     * @param parameters by the names of their tensors
     * @param values values of a parameter, row-major
     */
    static void write(Path file, Map<String, Parameter> parameters, Function<Parameter, float[]> values)
            throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try (FileChannel channel = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            byte[] header = header(parameters);
            ByteBuffer start = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            write(channel, start.putLong(header.length).flip());
            write(channel, ByteBuffer.wrap(header));
            for (Parameter parameter : parameters.values()) {
                float[] value = values.apply(parameter);
                ByteBuffer bytes =
                        ByteBuffer.allocate(Float.BYTES * value.length).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asFloatBuffer().put(value);
                write(channel, bytes);
            }
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] header(Map<String, Parameter> parameters) throws IOException {
        ObjectNode header = MAPPER.createObjectNode();
        header.putObject("__metadata__").put("format", "pt");
        long offset = 0;
        for (Map.Entry<String, Parameter> named : parameters.entrySet()) {
            Parameter parameter = named.getValue();
            ObjectNode entry = header.putObject(named.getKey()).put("dtype", "F32");
            var shape = entry.putArray("shape");
            for (long dimension : parameter.shape()) {
                shape.add(dimension);
            }
            long end = offset + (long) Float.BYTES * parameter.size();
            entry.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        // Readers expect the data aligned to eight bytes; the JSON may be padded with spaces.
        String text = MAPPER.writeValueAsString(header);
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        return (text + " ".repeat((8 - length % 8) % 8)).getBytes(StandardCharsets.UTF_8);
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}

package dev.contranorm.zoo.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.contranorm.zoo.data.format.NumpyArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The golden vectors: those of the test resources, or of the folder in {@code -Dreference.dir}, which contains {@code golden/}.
 */
public final class Golden {
    /** Tolerance of an operator, relative to the largest magnitude. */
    public static final double OPERATOR = 2e-5;
    /** Tolerance of logits or gradients before training, relative to the largest magnitude. */
    public static final double NETWORK = 1e-5;
    /** Relative tolerance of logits after three optimizer steps. */
    public static final double TRAINED = 1e-4;
    /** Tolerance relative to the largest of all gradients, for parameters whose true gradient is zero. */
    public static final double ZERO_GRADIENT = 1e-3;

    private Golden() {}

    /** The folder {@code golden}. */
    public static Path folder() {
        String named = System.getProperty("reference.dir", "");
        try {
            return named.isEmpty()
                    ? Path.of(Golden.class.getResource("/reference/golden").toURI())
                    : Path.of(named).resolve("golden");
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The user's data folder, {@code SWEEP_DATA}. */
    public static Optional<Path> dataFolder() {
        return Optional.ofNullable(System.getenv("SWEEP_DATA"))
                .filter(text -> !text.isEmpty())
                .map(Path::of);
    }

    public static JsonNode json(String file) {
        try {
            return new ObjectMapper().readTree(Files.readAllBytes(folder().resolve(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<OperatorCase> operators() {
        List<OperatorCase> cases = new ArrayList<>();
        json("ops.json").get("cases").forEach(node -> cases.add(OperatorCase.of(node)));
        return cases;
    }

    static List<NetworkCase> networks() {
        List<NetworkCase> cases = new ArrayList<>();
        json("nets.json")
                .get("cases")
                .properties()
                .forEach(field -> cases.add(new NetworkCase(field.getKey(), field.getValue())));
        return cases;
    }

    static Map<String, GoldenArray> arrays(String file) {
        try {
            Map<String, GoldenArray> arrays = new TreeMap<>();
            NumpyArchive.read(folder().resolve(file)).forEach((name, array) -> arrays.put(name, GoldenArray.of(array)));
            return arrays;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The float32 tensors of a safetensors file by name. */
    static Map<String, float[]> weights(String file) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(
                            Files.readAllBytes(folder().resolve("nets").resolve(file)))
                    .order(ByteOrder.LITTLE_ENDIAN);
            byte[] header = new byte[Math.toIntExact(bytes.getLong())];
            bytes.get(header);
            ByteBuffer data = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
            Map<String, float[]> weights = new LinkedHashMap<>();
            new ObjectMapper().readTree(header).properties().forEach(field -> {
                // In addition to weights, some files contain a table of position indices, I64.
                if (field.getValue().path("dtype").asText().equals("F32")) {
                    int from = field.getValue().get("data_offsets").get(0).asInt();
                    int to = field.getValue().get("data_offsets").get(1).asInt();
                    float[] values = new float[(to - from) / 4];
                    data.slice(from, to - from)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .asFloatBuffer()
                            .get(values);
                    weights.put(field.getKey(), values);
                }
            });
            return weights;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Checks an array within a tolerance relative to the expected array's largest magnitude. */
    public static void assertClose(String what, float[] actual, GoldenArray expected, double relative) {
        assertWithin(what, actual, expected, relative * Math.max(expected.magnitude(), Float.MIN_NORMAL));
    }

    /** Checks an array within an absolute tolerance; the caller must handle NaN in the original first. */
    public static void assertWithin(String what, float[] actual, GoldenArray expected, double tolerance) {
        assertThat(actual.length).as("size of " + what).isEqualTo(expected.data().length);
        double worst = 0;
        int at = 0;
        for (int k = 0; k < actual.length; k++) {
            double difference = Math.abs(actual[k] - expected.data()[k]);
            if (!(difference <= worst)) {
                worst = difference;
                at = k;
            }
        }
        assertThat(worst)
                .as("%s: largest difference, at %d: %s instead of %s", what, at, actual[at], expected.data()[at])
                .isLessThanOrEqualTo(tolerance);
    }
}

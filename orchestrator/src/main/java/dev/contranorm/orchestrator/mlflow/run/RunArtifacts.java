package dev.contranorm.orchestrator.mlflow.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.contranorm.db.result.CellRow;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.trial.Attempt;
import dev.contranorm.db.trial.Checkpoint;
import dev.contranorm.db.trial.TrialDetail;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The artifacts of runs. A trial has its specification, environment, checkpoints and failures; a cell has its
 * statistics and the sweep definition.
 */
final class RunArtifacts {
    static final String SPEC = "spec.json";
    static final String ENVIRONMENT = "environment.json";
    static final String CHECKPOINTS = "checkpoints.json";
    static final String FAILURE = "failure.txt";
    static final String CELL = "cell.json";
    static final String DEFINITION = "sweep.yaml";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RunArtifacts() {}

    static SortedMap<String, byte[]> ofTrial(TrialDetail trial) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put(SPEC, bytes(json(trial.spec().json())));
        files.put(ENVIRONMENT, bytes(environment(trial)));
        if (!trial.checkpoints().isEmpty()) {
            files.put(CHECKPOINTS, bytes(checkpoints(trial)));
        }
        String failure = failure(trial);
        if (!failure.isEmpty()) {
            files.put(FAILURE, failure.getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }

    static SortedMap<String, byte[]> ofCell(Sweep sweep, CellRow cell) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        ObjectNode statistics = MAPPER.createObjectNode();
        statistics.set("parameters", json(cell.parameters()));
        statistics.put("metric", sweep.metric()).put("n", cell.trials().n());
        statistics
                .put("failed", cell.trials().failed())
                .put("cancelled", cell.trials().cancelled());
        put(statistics, "mean", cell.metric().mean());
        put(statistics, "std", cell.metric().std());
        put(statistics, "min", cell.metric().min());
        put(statistics, "max", cell.metric().max());
        files.put(CELL, bytes(statistics));
        files.put(DEFINITION, sweep.definition().getBytes(StandardCharsets.UTF_8));
        return files;
    }

    /** @throws IllegalArgumentException when the text is not JSON */
    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException problem) {
            throw new IllegalArgumentException("not JSON: " + problem.getMessage(), problem);
        }
    }

    private static void put(ObjectNode object, String key, OptionalDouble value) {
        if (value.isPresent()) {
            object.put(key, value.getAsDouble());
        } else {
            object.putNull(key);
        }
    }

    private static JsonNode environment(TrialDetail trial) {
        ArrayNode attempts = MAPPER.createArrayNode();
        for (Attempt attempt : trial.attempts()) {
            ObjectNode entry = attempts.addObject()
                    .put("attempt", attempt.number())
                    .put("worker", attempt.worker())
                    .put("ended", attempt.state().label())
                    .put("startedAt", attempt.times().startedAt().toString())
                    .put(
                            "endedAt",
                            attempt.times().endedAt().map(Instant::toString).orElse(null))
                    .put("firstEpoch", attempt.progress().firstEpoch())
                    .put("lastEpoch", attempt.progress().epoch());
            attempt.provenance().ifPresent(provenance -> entry.set("provenance", json(provenance)));
        }
        return attempts;
    }

    private static JsonNode checkpoints(TrialDetail trial) {
        ArrayNode entries = MAPPER.createArrayNode();
        for (Checkpoint checkpoint : trial.checkpoints()) {
            entries.addObject()
                    .put("attempt", checkpoint.attempt())
                    .put("epoch", checkpoint.epoch())
                    .put("location", checkpoint.location())
                    .put("bytes", checkpoint.bytes())
                    .put("sha256", checkpoint.sha256());
        }
        return entries;
    }

    private static String failure(TrialDetail trial) {
        StringBuilder text = new StringBuilder();
        for (Attempt attempt : trial.attempts()) {
            if (attempt.end().reason().isPresent() || attempt.end().detail().isPresent()) {
                text.append("attempt ").append(attempt.number()).append(": ");
                text.append(attempt.end().failureKind().map(kind -> kind + ", ").orElse(""));
                text.append(attempt.end().reason().orElse("")).append('\n');
                attempt.end().detail().ifPresent(detail -> text.append(detail).append('\n'));
            }
        }
        return text.toString();
    }

    private static byte[] bytes(JsonNode json) {
        return (json.toPrettyString().replace("\r\n", "\n") + "\n").getBytes(StandardCharsets.UTF_8);
    }
}

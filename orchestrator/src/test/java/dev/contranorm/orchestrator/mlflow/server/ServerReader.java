package dev.contranorm.orchestrator.mlflow.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what a tracking server contains, with HTTP requests that do not use the code under test. */
public final class ServerReader {
    private static final String IDENTITY = "contranorm.identity";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;

    public ServerReader(URI address) {
        this.address = address;
    }

    public String experimentId(String name) {
        return get("experiments/get-by-name?experiment_name=" + encoded(name))
                .at("/experiment/experiment_id")
                .asText();
    }

    public void renameExperiment(String name, String newName) {
        post(
                "experiments/update",
                MAPPER.createObjectNode()
                        .put("experiment_id", experimentId(name))
                        .put("new_name", newName));
    }

    public void deleteExperiment(String name) {
        post("experiments/delete", MAPPER.createObjectNode().put("experiment_id", experimentId(name)));
    }

    public void deleteRun(String runId) {
        post("runs/delete", MAPPER.createObjectNode().put("run_id", runId));
    }

    /** The active runs with that value of the kind tag, sorted by name. */
    public List<JsonNode> runs(String experimentId, String kind) {
        JsonNode request = MAPPER.createObjectNode()
                .put("filter", "tags.`contranorm.kind` = '" + kind + "'")
                .put("max_results", 1000)
                .set("experiment_ids", MAPPER.createArrayNode().add(experimentId));
        List<JsonNode> runs = new ArrayList<>();
        post("runs/search", request).path("runs").forEach(runs::add);
        runs.sort(Comparator.comparing(run -> run.at("/info/run_name").asText()));
        return runs;
    }

    public List<Measurement> history(String runId, String key) {
        List<Measurement> points = new ArrayList<>();
        get("metrics/get-history?max_results=20000&run_id=" + runId + "&metric_key=" + encoded(key))
                .path("metrics")
                .forEach(point -> points.add(new Measurement(
                        key,
                        point.path("value").asDouble(Double.NaN),
                        point.path("timestamp").asLong(),
                        point.path("step").asLong())));
        return points;
    }

    public String artifact(JsonNode run, String name) {
        String folder = run.at("/info/artifact_uri").asText().replaceFirst("^mlflow-artifacts:/+", "");
        return send(HttpRequest.newBuilder(
                URI.create(address + "/api/2.0/mlflow-artifacts/artifacts/" + folder + "/" + name)));
    }

    /** The content of an experiment's active runs, by identity, without ids and other values that the server chooses. */
    public SortedMap<String, String> contents(String experimentId) {
        SortedMap<String, String> contents = new TreeMap<>();
        for (String kind : List.of("trial", "cell")) {
            for (JsonNode run : runs(experimentId, kind)) {
                String previous = contents.put(tag(run, IDENTITY), content(run));
                if (previous != null) {
                    throw new AssertionError("two runs have the identity " + tag(run, IDENTITY));
                }
            }
        }
        return contents;
    }

    private String content(JsonNode run) {
        StringBuilder text = new StringBuilder();
        JsonNode info = run.path("info");
        for (String field : List.of("run_name", "status", "start_time", "end_time", "user_id")) {
            text.append(field).append(' ').append(info.path(field).asText()).append('\n');
        }
        text.append(pairs(run.at("/data/tags"))).append('\n');
        text.append(pairs(run.at("/data/params"))).append('\n');
        run.at("/inputs/dataset_inputs")
                .forEach(input -> text.append(input.at("/dataset/name").asText())
                        .append(input.at("/dataset/digest").asText())
                        .append('\n'));
        SortedMap<String, String> histories = new TreeMap<>();
        run.at("/data/metrics").forEach(metric -> {
            String key = metric.path("key").asText();
            List<Measurement> points = history(info.path("run_id").asText(), key);
            points.sort(Comparator.comparingLong(Measurement::step)
                    .thenComparingLong(Measurement::timestamp)
                    .thenComparingDouble(Measurement::value));
            histories.put(key, points.toString());
        });
        histories.forEach((key, points) -> text.append(points).append('\n'));
        for (String file : List.of(
                "spec.json", "environment.json", "checkpoints.json", "failure.txt", "cell.json", "sweep.yaml")) {
            String artifact = artifact(run, file);
            text.append(artifact.contains("error_code") || artifact.startsWith("<!") ? "" : file + ": " + artifact);
        }
        return text.toString();
    }

    public static SortedMap<String, String> pairs(JsonNode array) {
        SortedMap<String, String> pairs = new TreeMap<>();
        array.forEach(
                pair -> pairs.put(pair.path("key").asText(), pair.path("value").asText()));
        return pairs;
    }

    public static String tag(JsonNode run, String key) {
        return pairs(run.at("/data/tags")).getOrDefault(key, "");
    }

    JsonNode get(String path) {
        return json(send(HttpRequest.newBuilder(URI.create(address + "/api/2.0/mlflow/" + path))));
    }

    private JsonNode post(String path, JsonNode body) {
        return json(send(HttpRequest.newBuilder(URI.create(address + "/api/2.0/mlflow/" + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))));
    }

    private String send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString()).body();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

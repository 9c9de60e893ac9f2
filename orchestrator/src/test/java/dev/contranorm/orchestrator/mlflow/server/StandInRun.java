package dev.contranorm.orchestrator.mlflow.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A run of the stand-in. */
final class StandInRun {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Comparator<Measurement> NEWEST = Comparator.comparingLong(Measurement::step)
            .thenComparingLong(Measurement::timestamp)
            .thenComparingDouble(Measurement::value);

    final String id;
    final String experimentId;
    final Map<String, String> tags = new LinkedHashMap<>();
    private final Map<String, String> params = new LinkedHashMap<>();
    private final List<Measurement> metrics = new ArrayList<>();
    private final Map<String, JsonNode> datasets = new LinkedHashMap<>();
    private final String name;
    private final long start;
    private String status = "RUNNING";
    private long end;
    boolean deleted;

    StandInRun(String id, String experimentId, JsonNode request) {
        this.id = id;
        this.experimentId = experimentId;
        this.name = request.path("run_name").asText();
        this.start = request.path("start_time").asLong();
        request.path("tags").forEach(tag -> {
            StandInRules.key(tag.path("key").asText());
            tags.put(
                    tag.path("key").asText(), StandInRules.tag(tag.path("value").asText()));
        });
        tags.putIfAbsent("mlflow.runName", name);
    }

    /** Appends metrics, even duplicates; refuses to change a param; replaces tags. */
    void log(JsonNode batch) {
        batch.path("params").forEach(param -> {
            String value = StandInRules.param(param.path("value").asText());
            String former = params.putIfAbsent(param.path("key").asText(), value);
            if (former != null && !former.equals(value)) {
                throw StandInError.invalid(
                        "Changing param values is not allowed. Params were already logged='[{'key': '"
                                + param.path("key").asText() + "', 'old_value': '" + former + "', 'new_value': '"
                                + value
                                + "'}]' for run ID='" + id + "'.");
            }
        });
        batch.path("metrics")
                .forEach(metric -> metrics.add(new Measurement(
                                metric.path("key").asText(),
                                value(metric.path("value")),
                                metric.path("timestamp").asLong(),
                                metric.path("step").asLong())
                        .stored()));
        batch.path("tags")
                .forEach(tag -> tags.put(
                        tag.path("key").asText(),
                        StandInRules.tag(tag.path("value").asText())));
    }

    private static double value(JsonNode value) {
        return value.isTextual() ? Double.parseDouble(value.asText()) : value.asDouble();
    }

    void update(JsonNode request) {
        if (request.has("status")) {
            StandInRules.status(request.path("status").asText());
            status = request.path("status").asText();
        }
        if (request.has("end_time")) {
            end = request.path("end_time").asLong();
        }
    }

    void input(JsonNode datasetInput) {
        JsonNode dataset = datasetInput.path("dataset");
        StandInRules.dataset(dataset);
        datasets.putIfAbsent(
                dataset.path("name").asText() + "@" + dataset.path("digest").asText(), datasetInput);
    }

    /** Without a page size, the real server (3.6) returns an empty page whose token leads to the same page. */
    ObjectNode history(String key, int size, int offset) {
        List<Measurement> all = metrics.stream()
                .filter(metric -> metric.key().equals(key))
                .sorted(Comparator.comparingLong(Measurement::timestamp).thenComparingLong(Measurement::step))
                .toList();
        ObjectNode page = MAPPER.createObjectNode();
        ArrayNode entries = page.putArray("metrics");
        all.stream().skip(offset).limit(size).forEach(metric -> entries.add(json(metric)));
        if (all.size() > offset + size) {
            page.put("next_page_token", Integer.toString(offset + size));
        }
        return page;
    }

    ObjectNode json() {
        ObjectNode run = MAPPER.createObjectNode();
        ObjectNode info = run.putObject("info")
                .put("run_id", id)
                .put("run_uuid", id)
                .put("experiment_id", experimentId)
                .put("run_name", name)
                .put("status", status)
                .put("start_time", start)
                .put("lifecycle_stage", deleted ? "deleted" : "active")
                .put("artifact_uri", "mlflow-artifacts:/" + experimentId + "/" + id + "/artifacts");
        if (end > 0) {
            info.put("end_time", end);
        }
        ObjectNode data = run.putObject("data");
        ArrayNode latest = data.putArray("metrics");
        Map<String, Measurement> newest = new LinkedHashMap<>();
        metrics.forEach(metric ->
                newest.merge(metric.key(), metric, (one, other) -> NEWEST.compare(one, other) >= 0 ? one : other));
        newest.values().forEach(metric -> latest.add(json(metric)));
        pairs(data.putArray("params"), params);
        pairs(data.putArray("tags"), tags);
        run.putObject("inputs").putArray("dataset_inputs").addAll(datasets.values());
        return run;
    }

    private static ObjectNode json(Measurement metric) {
        ObjectNode node = MAPPER.createObjectNode().put("key", metric.key());
        if (Double.isNaN(metric.value())) {
            node.put("value", "NaN");
        } else {
            node.put("value", metric.value());
        }
        return node.put("timestamp", metric.timestamp()).put("step", metric.step());
    }

    private static void pairs(ArrayNode array, Map<String, String> entries) {
        entries.forEach((key, value) -> array.addObject().put("key", key).put("value", value));
    }
}

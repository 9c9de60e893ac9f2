package dev.contranorm.orchestrator.mlflow.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Experiments, runs and artifacts of the stand-in, and the requests that read and change them. */
final class StandInStore {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern TAG_EQUALS = Pattern.compile("tags\\.`([^`]+)` = '([^']*)'");

    private final Map<String, String> experiments = new LinkedHashMap<>();
    private final Map<String, JsonNode> experimentTags = new LinkedHashMap<>();
    private final Set<String> deletedExperiments = new HashSet<>();
    private final Map<String, StandInRun> runs = new LinkedHashMap<>();
    private final Map<String, byte[]> artifacts = new TreeMap<>();
    private int experimentCount;

    void empty() {
        experiments.clear();
        experimentTags.clear();
        deletedExperiments.clear();
        runs.clear();
        artifacts.clear();
        experimentCount = 0;
    }

    ObjectNode post(String path, JsonNode request, int bytes) {
        return switch (path) {
            case "experiments/create" -> createExperiment(request);
            case "experiments/update" -> renameExperiment(request);
            case "experiments/delete" -> {
                deletedExperiments.add(request.path("experiment_id").asText());
                yield MAPPER.createObjectNode();
            }
            case "runs/create" ->
                MAPPER.createObjectNode().set("run", createRun(request).json());
            case "runs/search" -> search(request);
            case "runs/update" -> {
                StandInRun run = active(request);
                run.update(request);
                yield MAPPER.createObjectNode().set("run_info", run.json().path("info"));
            }
            case "runs/log-batch" -> {
                StandInRules.batch(request, bytes);
                active(request).log(request);
                yield MAPPER.createObjectNode();
            }
            case "runs/log-inputs" -> {
                StandInRun run = active(request);
                request.path("datasets").forEach(run::input);
                yield MAPPER.createObjectNode();
            }
            case "runs/delete" -> {
                run(request).deleted = true;
                yield MAPPER.createObjectNode();
            }
            default -> throw StandInError.unknownPath(path);
        };
    }

    ObjectNode get(String path, Map<String, String> query) {
        return switch (path) {
            case "experiments/get-by-name" -> experimentNamed(query.getOrDefault("experiment_name", ""));
            case "runs/get" ->
                MAPPER.createObjectNode()
                        .set("run", known(query.getOrDefault("run_id", "")).json());
            case "metrics/get-history" ->
                known(query.getOrDefault("run_id", ""))
                        .history(
                                query.getOrDefault("metric_key", ""),
                                Integer.parseInt(query.getOrDefault("max_results", "0")),
                                Integer.parseInt(query.getOrDefault("page_token", "0")));
            default -> throw StandInError.unknownPath(path);
        };
    }

    void putArtifact(String path, byte[] content) {
        artifacts.put(path, content);
    }

    byte[] artifact(String path) {
        if (!artifacts.containsKey(path)) {
            throw StandInError.missing("no artifact " + path);
        }
        return artifacts.get(path);
    }

    private ObjectNode createExperiment(JsonNode request) {
        String name = request.path("name").asText();
        if (name.isEmpty()) {
            throw StandInError.invalid("Invalid experiment name: ''");
        }
        if (experiments.containsValue(name)) {
            throw StandInError.exists("Experiment(name=" + name + ") already exists.");
        }
        String id = Integer.toString(++experimentCount);
        experiments.put(id, name);
        experimentTags.put(id, request.path("tags"));
        return MAPPER.createObjectNode().put("experiment_id", id);
    }

    private ObjectNode renameExperiment(JsonNode request) {
        experiments.replace(
                request.path("experiment_id").asText(), request.path("new_name").asText());
        return MAPPER.createObjectNode();
    }

    private ObjectNode experimentNamed(String name) {
        String id = experiments.entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> StandInError.missing("Could not find experiment with name '" + name + "'"));
        ObjectNode answer = MAPPER.createObjectNode();
        answer.putObject("experiment")
                .put("experiment_id", id)
                .put("name", name)
                .put("lifecycle_stage", deletedExperiments.contains(id) ? "deleted" : "active")
                .set("tags", experimentTags.get(id));
        return answer;
    }

    private StandInRun createRun(JsonNode request) {
        String experimentId = request.path("experiment_id").asText();
        if (!experiments.containsKey(experimentId)) {
            throw StandInError.missing("No Experiment with id=" + experimentId + " exists");
        }
        if (deletedExperiments.contains(experimentId)) {
            throw StandInError.invalid("The experiment " + experimentId + " must be in the 'active' state.");
        }
        StandInRun run = new StandInRun(UUID.randomUUID().toString().replace("-", ""), experimentId, request);
        runs.put(run.id, run);
        return run;
    }

    private ObjectNode search(JsonNode request) {
        Set<String> ids = new HashSet<>();
        request.path("experiment_ids").forEach(id -> ids.add(id.asText()));
        String filter = request.path("filter").asText("");
        Matcher equals = TAG_EQUALS.matcher(filter);
        if (!filter.isEmpty() && !equals.matches()) {
            throw StandInError.invalid("Invalid clause(s) in filter string: " + filter);
        }
        List<StandInRun> found = runs.values().stream()
                .filter(run -> ids.contains(run.experimentId))
                .filter(run -> !run.deleted
                        || "ALL".equals(request.path("run_view_type").asText()))
                .filter(run -> filter.isEmpty() || equals.group(2).equals(run.tags.get(equals.group(1))))
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(found);
        int size = request.path("max_results").asInt(1000);
        if (size > 50_000) {
            throw StandInError.invalid("max_results must be at most 50000");
        }
        int offset = request.path("page_token").asInt(0);
        ObjectNode page = MAPPER.createObjectNode();
        ArrayNode entries = page.putArray("runs");
        found.stream().skip(offset).limit(size).forEach(run -> entries.add(run.json()));
        // As on the real server, a full page has a token even if it is the last one.
        if (entries.size() == size) {
            page.put("next_page_token", Integer.toString(offset + size));
        }
        return page;
    }

    private StandInRun active(JsonNode request) {
        StandInRun run = run(request);
        if (run.deleted) {
            throw StandInError.invalid(
                    "The run " + run.id + " must be in the 'active' state. Current state is deleted.");
        }
        return run;
    }

    private StandInRun run(JsonNode request) {
        return known(request.path("run_id").asText());
    }

    private StandInRun known(String id) {
        StandInRun run = runs.get(id);
        if (run == null) {
            throw StandInError.missing("Run with id=" + id + " not found");
        }
        return run;
    }
}

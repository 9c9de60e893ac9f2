package dev.contranorm.orchestrator.mlflow.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.contranorm.orchestrator.mlflow.run.RunTags;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.mlflow.api.proto.Service;
import org.mlflow.tracking.RunsPage;

/**
 * The few things that the projection asks of a tracking server. Every method may throw a {@link TrackingException}.
 *
 * <p>What may be repeated goes through the MLflow client, what creates or appends is sent once.
 */
public final class TrackingServer implements AutoCloseable {
    private static final int MOST_PARAMS_OR_TAGS = 100;
    private static final int HISTORY_PAGE = 5000;
    private static final int RUNS_PAGE = 1000;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final TimeLimitedClient client;
    private final SendOnceClient http;

    public TrackingServer(MlflowSettings settings) {
        client = new TimeLimitedClient(settings);
        http = new SendOnceClient(settings);
    }

    public Optional<Service.Experiment> experimentNamed(String name) {
        return client.call(mlflow -> mlflow.getExperimentByName(name));
    }

    /** @return its id; of the one that exists when someone else was faster */
    public String createExperiment(String name, Map<String, String> tags) {
        Service.CreateExperiment.Builder request =
                Service.CreateExperiment.newBuilder().setName(name);
        tags.forEach((key, value) ->
                request.addTags(Service.ExperimentTag.newBuilder().setKey(key).setValue(value)));
        try {
            return client.call(mlflow -> mlflow.createExperiment(request.build()));
        } catch (RequestRefusedException refused) {
            return experimentNamed(name)
                    .map(Service.Experiment::getExperimentId)
                    .orElseThrow(() -> refused);
        }
    }

    /** The run with that identity, deleted ones too. */
    public Optional<RemoteRun> findRun(String experimentId, String identity) {
        RunsPage page = client.call(
                mlflow -> mlflow.searchRuns(List.of(experimentId), filter(identity), Service.ViewType.ALL, 1));
        return page.getItems().stream().map(RemoteRun::of).findFirst();
    }

    private static String filter(String identity) {
        return "tags.`" + RunTags.IDENTITY + "` = '" + identity + "'";
    }

    /** Ids of all runs of an experiment, deleted ones too. */
    public Set<String> runIds(String experimentId) {
        Set<String> ids = new HashSet<>();
        String token = null;
        do {
            String from = token;
            RunsPage page = client.call(mlflow ->
                    mlflow.searchRuns(List.of(experimentId), "", Service.ViewType.ALL, RUNS_PAGE, List.of(), from));
            page.getItems().forEach(run -> ids.add(run.getInfo().getRunId()));
            token = page.getNextPageToken().filter(next -> !next.isEmpty()).orElse(null);
        } while (token != null);
        return ids;
    }

    public RemoteRun run(String runId) {
        return RemoteRun.of(client.call(mlflow -> mlflow.getRun(runId)));
    }

    /** Sent once: a second run would be a second row in every table. */
    public RemoteRun createRun(String experimentId, String name, String user, Instant start, Map<String, String> tags) {
        ObjectNode request = MAPPER.createObjectNode()
                .put("experiment_id", experimentId)
                .put("run_name", name)
                .put("user_id", user)
                .put("start_time", start.toEpochMilli());
        tags(request.putArray("tags"), tags);
        JsonNode info = json(http.post("runs/create", request.toString())).at("/run/info");
        return new RemoteRun(
                info.path("run_id").asText(),
                info.path("status").asText(),
                false,
                info.path("artifact_uri").asText(),
                Map.of());
    }

    public void logParams(String runId, Map<String, String> params) {
        List<Service.Param> entries = new ArrayList<>();
        params.forEach((key, value) -> entries.add(
                Service.Param.newBuilder().setKey(key).setValue(value).build()));
        inPages(
                entries,
                page -> client.call(mlflow -> {
                    mlflow.logBatch(runId, List.of(), page, List.of());
                    return page.size();
                }));
    }

    public void setTags(String runId, Map<String, String> tags) {
        List<Service.RunTag> entries = new ArrayList<>();
        tags.forEach((key, value) -> entries.add(
                Service.RunTag.newBuilder().setKey(key).setValue(value).build()));
        inPages(
                entries,
                page -> client.call(mlflow -> {
                    mlflow.logBatch(runId, List.of(), List.of(), page);
                    return page.size();
                }));
    }

    /** Sent once: metrics append. */
    public void logMetrics(String runId, MetricBatch batch) {
        http.post("runs/log-batch", batch.json(runId));
    }

    /**
     * Every point of a metric. The client's own method gives no page size, and a server (3.6) then answers an empty page.
     */
    public Set<Measurement> history(String runId, String key) {
        Set<Measurement> points = new HashSet<>();
        String query = "metrics/get-history?run_id=" + encoded(runId) + "&metric_key=" + encoded(key) + "&max_results="
                + HISTORY_PAGE;
        String token = "";
        do {
            String path = token.isEmpty() ? query : query + "&page_token=" + encoded(token);
            JsonNode page = json(client.call(mlflow -> mlflow.sendGet(path)));
            page.path("metrics")
                    .forEach(point -> points.add(new Measurement(
                                    key,
                                    point.path("value").asDouble(Double.NaN),
                                    point.path("timestamp").asLong(),
                                    point.path("step").asLong())
                            .stored()));
            token = page.path("next_page_token").asText("");
        } while (!token.isEmpty());
        return points;
    }

    public void setState(String runId, RunStatus state, Optional<Instant> end) {
        ObjectNode request = MAPPER.createObjectNode().put("run_id", runId).put("status", state.name());
        end.ifPresent(instant -> request.put("end_time", instant.toEpochMilli()));
        client.call(mlflow -> mlflow.sendPost("runs/update", request.toString()));
    }

    /** The server keeps one entry for a name and digest, so this may be repeated. */
    public void logDataset(String runId, DatasetInput input) {
        ObjectNode request = MAPPER.createObjectNode().put("run_id", runId);
        ObjectNode entry = request.putArray("datasets").addObject();
        entry.putArray("tags").addObject().put("key", "mlflow.data.context").put("value", "training");
        entry.putObject("dataset")
                .put("name", input.name())
                .put("digest", input.digest())
                .put("source_type", "contranorm")
                .put(
                        "source",
                        MAPPER.createObjectNode().put("name", input.name()).toString());
        client.call(mlflow -> mlflow.sendPost("runs/log-inputs", request.toString()));
    }

    /**
     * Writes a file of a run, over a former one.
     *
     * @param folder of the run's artifacts on the server's proxy, see {@link ArtifactFolder}
     */
    public void putArtifact(ArtifactFolder folder, String name, byte[] content) {
        http.putArtifact(folder.path(name), content);
    }

    /** As the other, from a file that may be large; one that is gone by now is left out. */
    public void putArtifact(ArtifactFolder folder, String name, Path file) {
        http.putArtifact(folder.path(name), file);
    }

    private static <T> void inPages(List<T> entries, Consumer<List<T>> request) {
        for (int from = 0; from < entries.size(); from += MOST_PARAMS_OR_TAGS) {
            request.accept(entries.subList(from, Math.min(from + MOST_PARAMS_OR_TAGS, entries.size())));
        }
    }

    private static void tags(ArrayNode array, Map<String, String> tags) {
        tags.forEach((key, value) -> array.addObject().put("key", key).put("value", value));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static JsonNode json(String answer) {
        try {
            return MAPPER.readTree(answer);
        } catch (JsonProcessingException problem) {
            throw new ServerUnavailableException("the answer is no JSON; is this an MLflow server?", problem);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}

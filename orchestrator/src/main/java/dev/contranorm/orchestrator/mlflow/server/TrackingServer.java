package dev.contranorm.orchestrator.mlflow.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
 * What the projection asks of a tracking server. Every method may throw a {@link TrackingException}.
 *
 * <p>Requests go through the MLflow client, except those that must not be repeated (see {@link SendOnceClient}).
 */
public final class TrackingServer implements AutoCloseable {
    private static final int MAX_PARAMS_OR_TAGS = 100;
    private static final int HISTORY_PAGE = 5000;
    private static final int RUNS_PAGE = 1000;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final TimeLimitedClient client;
    private final SendOnceClient http;

    public TrackingServer(MlflowSettings settings) {
        client = new TimeLimitedClient(settings);
        http = new SendOnceClient(settings);
    }

    /** The experiment of that name, even if it was deleted and can still be restored. */
    public Optional<Service.Experiment> experimentNamed(String name) {
        return client.call(mlflow -> mlflow.getExperimentByName(name));
    }

    /** @return the id of the new experiment, or of the existing one of that name */
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

    /** A run with that value of a tag, even if it was deleted. */
    public Optional<RemoteRun> findRun(String experimentId, String tag, String value) {
        String filter = "tags.`" + tag + "` = '" + value + "'";
        RunsPage page =
                client.call(mlflow -> mlflow.searchRuns(List.of(experimentId), filter, Service.ViewType.ALL, 1));
        return page.getItems().stream().map(RemoteRun::of).findFirst();
    }

    /** The ids of all runs of an experiment, including deleted ones. */
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

    /** @throws RequestRefusedException that is {@link RequestRefusedException#missing} when the run does not exist */
    public RemoteRun run(String runId) {
        return RemoteRun.of(client.call(mlflow -> mlflow.getRun(runId)));
    }

    /** Sent once: a repeated request would create a second run. */
    public RemoteRun createRun(String experimentId, String name, String user, Instant start, Map<String, String> tags) {
        ObjectNode request = MAPPER.createObjectNode()
                .put("experiment_id", experimentId)
                .put("run_name", name)
                .put("user_id", user)
                .put("start_time", start.toEpochMilli());
        ArrayNode entries = request.putArray("tags");
        tags.forEach((key, value) -> entries.addObject().put("key", key).put("value", value));
        JsonNode info = json(http.post("runs/create", request.toString())).at("/run/info");
        return new RemoteRun(
                info.path("run_id").asText(),
                info.path("status").asText(),
                false,
                info.path("artifact_uri").asText(),
                Map.of());
    }

    /** Params that the run already has with these values are left as they are; other values are refused. */
    public void logParams(String runId, Map<String, String> params) {
        List<Service.Param> entries = new ArrayList<>();
        params.forEach((key, value) -> entries.add(
                Service.Param.newBuilder().setKey(key).setValue(value).build()));
        inPages(entries, page -> client.run(mlflow -> mlflow.logBatch(runId, List.of(), page, List.of())));
    }

    /** Adds tags, or replaces their values. */
    public void setTags(String runId, Map<String, String> tags) {
        List<Service.RunTag> entries = new ArrayList<>();
        tags.forEach((key, value) -> entries.add(
                Service.RunTag.newBuilder().setKey(key).setValue(value).build()));
        inPages(entries, page -> client.run(mlflow -> mlflow.logBatch(runId, List.of(), List.of(), page)));
    }

    private static <T> void inPages(List<T> entries, Consumer<List<T>> request) {
        for (int from = 0; from < entries.size(); from += MAX_PARAMS_OR_TAGS) {
            request.accept(entries.subList(from, Math.min(from + MAX_PARAMS_OR_TAGS, entries.size())));
        }
    }

    /** Sent once: the server appends whatever it gets. */
    public void logMetrics(String runId, MetricBatch batch) {
        http.post("runs/log-batch", batch.json(runId));
    }

    /**
     * Every point of a metric. Pages are read here, because the client's own {@code getMetricHistory} fails at the
     * second page (it adds the points to an immutable list).
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

    /** @param end empty for a run that has not ended, or runs again */
    public void setStatus(String runId, RunStatus status, Optional<Instant> end) {
        if (end.isPresent()) {
            long millis = end.get().toEpochMilli();
            client.run(mlflow -> mlflow.setTerminated(runId, Service.RunStatus.valueOf(status.name()), millis));
        } else {
            // The client's own method always sets an end.
            ObjectNode request = MAPPER.createObjectNode().put("run_id", runId).put("status", status.name());
            client.run(mlflow -> mlflow.sendPost("runs/update", request.toString()));
        }
    }

    /** The server keeps one entry for each name and digest, so repeating this is safe. */
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
        client.run(mlflow -> mlflow.sendPost("runs/log-inputs", request.toString()));
    }

    /**
     * Writes an artifact of a run, replacing an existing one.
     *
     * @param folder of the run's artifacts behind the server's proxy, see {@link ArtifactFolder}
     * @param name may contain slashes
     */
    public void putArtifact(ArtifactFolder folder, String name, byte[] content) {
        http.putArtifact(folder.path(name), content);
    }

    /** Writes an artifact from a file, which may be large. A file that no longer exists is skipped. */
    public void putArtifact(ArtifactFolder folder, String name, Path file) {
        http.putArtifact(folder.path(name), file);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static JsonNode json(String response) {
        try {
            return MAPPER.readTree(response);
        } catch (JsonProcessingException problem) {
            throw new ServerUnavailableException(
                    "the response is not JSON; set MLFLOW_TRACKING_URI to the address of an MLflow server", problem);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}

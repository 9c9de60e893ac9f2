package dev.contranorm.orchestrator.mlflow.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.contranorm.orchestrator.mlflow.run.RunTags;
import dev.contranorm.orchestrator.mlflow.run.SpecParams;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the projection relies on, checked with the stand-in and with a real server. */
abstract class TrackingServerContract {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private final String name = "contract " + UUID.randomUUID();
    private TrackingServer server;
    private ServerReader reader;
    private String experimentId;

    abstract MlflowSettings settings();

    @BeforeEach
    void connect() {
        server = new TrackingServer(settings());
        reader = new ServerReader(settings().trackingUri());
        experimentId = server.createExperiment(name, Map.of(RunTags.DESCRIPTION, "made by a test"));
    }

    @AfterEach
    void disconnect() {
        server.close();
    }

    private RemoteRun newRun(String identity) {
        return server.createRun(
                experimentId, "a run", "somebody", START, Map.of(RunTags.IDENTITY, identity, "empty", ""));
    }

    private JsonNode stored(RemoteRun run) {
        return reader.get("runs/get?run_id=" + run.id()).path("run");
    }

    @Test
    void anExistingExperimentIsReturnedInsteadOfCreated() {
        assertThat(server.createExperiment(name, Map.of())).isEqualTo(experimentId);
        assertThat(server.experimentNamed(name)).isPresent();
        assertThat(server.experimentNamed(name + "?")).isEmpty();
    }

    @Test
    void aRunIsFoundByItsIdentityTag() {
        RemoteRun run = newRun("17-ab/trial/3");

        assertThat(server.findRun(experimentId, RunTags.IDENTITY, "17-ab/trial/3"))
                .get()
                .extracting(RemoteRun::id)
                .isEqualTo(run.id());
        assertThat(server.findRun(experimentId, RunTags.IDENTITY, "17-ab/trial/4"))
                .isEmpty();
        assertThat(server.runIds(experimentId)).containsExactly(run.id());
    }

    @Test
    void aDeletedRunIsFoundAndRefusesParams() {
        RemoteRun run = newRun("x");
        reader.deleteRun(run.id());

        assertThat(server.findRun(experimentId, RunTags.IDENTITY, "x"))
                .get()
                .extracting(RemoteRun::deleted)
                .isEqualTo(true);
        assertThatThrownBy(() -> server.logParams(run.id(), Map.of("depth", "2")))
                .isInstanceOf(RequestRefusedException.class)
                .hasMessageContaining("active");
    }

    @Test
    void pointsAreReadAsTheyWereSent() {
        RemoteRun run = newRun("x");
        List<Measurement> points = List.of(
                new Measurement("train/loss", 0.1 + 0.2, 1_000, 1),
                new Measurement("train/loss", Double.NaN, 1_001, 2),
                new Measurement("train/loss", Double.POSITIVE_INFINITY, 1_002, 3),
                new Measurement("train/loss", Double.NEGATIVE_INFINITY, 1_003, 4),
                new Measurement("train/loss", -0.0, 1_004, 5),
                new Measurement("train/loss", Double.MIN_VALUE, 1_005, 6));

        server.logMetrics(run.id(), new MetricBatch(points));

        assertThat(server.history(run.id(), "train/loss"))
                .containsExactlyInAnyOrderElementsOf(
                        points.stream().map(Measurement::stored).toList());
        assertThat(server.run(run.id()).latest()).containsEntry("train/loss", points.get(5));
    }

    @Test
    void aHistoryOfSeveralPagesIsReadCompletely() {
        RemoteRun run = newRun("x");
        List<Measurement> points = LongStream.rangeClosed(1, 5_003)
                .mapToObj(step -> new Measurement("a", step, 1_000 + step, step))
                .toList();

        MetricBatch.of(points).forEach(batch -> server.logMetrics(run.id(), batch));

        assertThat(server.history(run.id(), "a")).hasSize(5_003);
    }

    @Test
    void theServerAcceptsTheLargestBatch() {
        RemoteRun run = newRun("x");
        String longKey = "k".repeat(250);
        List<Measurement> points = LongStream.range(0, 3_000)
                .mapToObj(step -> new Measurement(longKey, 1e300 / 3 + step, Long.MAX_VALUE / 4 + step, step))
                .toList();

        MetricBatch.of(points).forEach(batch -> server.logMetrics(run.id(), batch));

        assertThat(server.history(run.id(), longKey)).hasSize(3_000);
    }

    @Test
    void moreParamsThanOneRequestTakesAreSentInSeveral() {
        RemoteRun run = newRun("x");
        Map<String, String> params = new TreeMap<>();
        for (int number = 0; number < 205; number++) {
            params.put("p" + number, Integer.toString(number));
        }

        server.logParams(run.id(), params);
        server.logParams(run.id(), params);

        assertThat(ServerReader.pairs(stored(run).at("/data/params"))).isEqualTo(params);
    }

    @Test
    void changingAParamIsRefused() {
        RemoteRun run = newRun("x");
        server.logParams(run.id(), Map.of("depth", "2"));

        assertThatThrownBy(() -> server.logParams(run.id(), Map.of("depth", "4")))
                .isInstanceOf(RequestRefusedException.class)
                .hasMessageContaining("INVALID_PARAMETER_VALUE")
                .hasMessageContaining("Changing param values is not allowed");
    }

    @Test
    void aTruncatedParamSaysSo() {
        RemoteRun run = newRun("x");
        String spec = "{\"parameters\":{\"note\":\"" + "é".repeat(7_000) + "\"},\"seed\":1}";

        server.logParams(run.id(), SpecParams.ofTrial(spec));

        String note = ServerReader.pairs(stored(run).at("/data/params")).get("note");
        assertThat(note).hasSize(6_000).endsWith("… (cut: 7000 characters, whole in spec.json)");
    }

    @Test
    void everyNameBecomesAKeyThatTheServerAccepts() {
        RemoteRun run = newRun("x");
        List<String> names = new ArrayList<>(List.of(
                "plain|a b|layer/cosine:1|/a|a/|a//b|./a|..|../a|a/../b||/|ünï|a=b|日本語|a\\b|a\nb".split("\\|")));
        names.add("x".repeat(251));
        List<Measurement> points = names.stream()
                .map(metric -> new Measurement(MlflowKey.of(metric), 1, 1, 1))
                .toList();

        server.logMetrics(run.id(), new MetricBatch(points));

        assertThat(server.run(run.id()).latest()).hasSize(names.size());
    }

    @Test
    void tagsAreReplacedAndMayBeEmpty() {
        RemoteRun run = newRun("x");
        server.setTags(run.id(), Map.of("a", "1", "empty", ""));
        server.setTags(run.id(), Map.of("a", "2"));

        assertThat(ServerReader.tag(stored(run), "a")).isEqualTo("2");
        assertThat(ServerReader.pairs(stored(run).at("/data/tags"))).containsEntry("empty", "");
    }

    @Test
    void aDatasetLoggedTwiceIsOneInput() {
        RemoteRun run = newRun("x");
        DatasetInput input = new DatasetInput("cora", "0123456789abcdef".repeat(4));

        server.logDataset(run.id(), input);
        server.logDataset(run.id(), input);

        JsonNode inputs = stored(run).at("/inputs/dataset_inputs");
        assertThat(inputs).hasSize(1);
        assertThat(inputs.at("/0/dataset/name").asText()).isEqualTo("cora");
        assertThat(inputs.at("/0/dataset/digest").asText()).isEqualTo("0123456789abcdef".repeat(2));
    }

    @Test
    void aRunIsEndedAndRunsAgain() {
        RemoteRun run = newRun("x");
        server.setStatus(run.id(), RunStatus.FAILED, Optional.of(START.plusSeconds(60)));
        assertThat(stored(run).at("/info/status").asText()).isEqualTo("FAILED");
        assertThat(stored(run).at("/info/end_time").asLong())
                .isEqualTo(START.plusSeconds(60).toEpochMilli());

        server.setStatus(run.id(), RunStatus.RUNNING, Optional.empty());
        assertThat(stored(run).at("/info/status").asText()).isEqualTo("RUNNING");
    }

    @Test
    void anArtifactIsReplacedAndReadBack() {
        RemoteRun run = newRun("x");
        ArtifactFolder folder = ArtifactFolder.of(run.artifactUri()).orElseThrow();

        server.putArtifact(folder, "spec.json", "first".getBytes(StandardCharsets.UTF_8));
        server.putArtifact(folder, "spec.json", "{\"é\": 1}".getBytes(StandardCharsets.UTF_8));
        server.putArtifact(folder, "a folder/ü.txt", new byte[0]);

        assertThat(reader.artifact(stored(run), "spec.json")).isEqualTo("{\"é\": 1}");
        assertThat(reader.artifact(stored(run), "a%20folder/%C3%BC.txt")).isEmpty();
    }

    @Test
    void aMissingRunIsReportedAsMissing() {
        assertThatThrownBy(() -> server.run("0123456789abcdef0123456789abcdef"))
                .isInstanceOfSatisfying(RequestRefusedException.class, refused -> assertThat(refused.missing())
                        .isTrue());
        assertThatThrownBy(() -> server.logMetrics(
                        "0123456789abcdef0123456789abcdef", new MetricBatch(List.of(new Measurement("a", 1, 1, 1)))))
                .isInstanceOfSatisfying(RequestRefusedException.class, refused -> assertThat(refused.missing())
                        .isTrue());
    }
}

package dev.contranorm.orchestrator.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.contranorm.db.trial.MetricPoint;
import dev.contranorm.orchestrator.mlflow.server.Measurement;
import dev.contranorm.orchestrator.mlflow.server.MlflowKey;
import dev.contranorm.orchestrator.mlflow.server.ServerReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the runs of trials and cells contain, on the stand-in and on a real server. */
abstract class RunContentContract extends ProjectionFixture {
    @Test
    void aFinishedTrialBecomesARunWithParamsTagsMetricsAndArtifacts() {
        SimulatedSweep sweep = SimulatedSweep.of(database, name, name, 1);
        sweep.finishAll(3);

        SyncReport report = projection.syncOnce();

        assertThat(report.problems()).isEmpty();
        assertThat(report.runsCreated()).isEqualTo(3);
        assertThat(report.trials()).isEqualTo(2);
        assertThat(report.cells()).isEqualTo(1);
        assertThat(runs("trial")).hasSize(2);
        JsonNode run = runs("trial").get(0);
        String id = run.at("/info/run_id").asText();
        assertThat(run.at("/info/run_name").asText()).isEqualTo("cora deep-gcn L2 contra-norm seed 0");
        assertThat(run.at("/info/status").asText()).isEqualTo("FINISHED");
        assertThat(ServerReader.pairs(run.at("/data/params")))
                .containsEntry("depth", "2")
                .containsEntry("norm.scale", "0.5")
                .containsEntry("norm", "contra-norm")
                .containsEntry("seed", "0")
                .doesNotContainKey("schemaVersion");
        assertThat(ServerReader.pairs(run.at("/data/tags")))
                .containsEntry("contranorm.state", "succeeded")
                .containsEntry("contranorm.dataset_digest", SimulatedSweep.DIGEST)
                .containsEntry("mlflow.source.name", "sweep " + name)
                .containsEntry("mlflow.source.git.commit", "1a2b3c4")
                .containsEntry("mlflow.user", "sweep")
                .containsKey("mlflow.note.content")
                .doesNotContainKey("mlflow.parentRunId");
        assertThat(run.at("/inputs/dataset_inputs/0/dataset/name").asText()).isEqualTo("cora");
        assertThat(reader.history(id, "train/loss"))
                .extracting(Measurement::step, Measurement::value)
                .containsExactly(tuple(1L, 1.0), tuple(2L, 1.0 / 2), tuple(3L, 1.0 / 3));
        assertThat(latest(run, "final/test/accuracy")).isEqualTo(0.70);
        assertThat(latest(run, "cost/peak_resident_megabytes")).isEqualTo(420);
        assertThat(reader.artifact(run, "spec.json")).contains("\"norm.scale\" : 0.5");
        assertThat(reader.artifact(run, "environment.json")).contains("\"tensorflow\" : \"2.18.0\"");
    }

    @Test
    void aCellBecomesOneSummaryRunOverItsSeeds() {
        SimulatedSweep sweep = SimulatedSweep.of(database, name, name, 2);
        sweep.finishAll(1);

        projection.syncOnce();

        List<JsonNode> cells = runs("cell");
        assertThat(cells).hasSize(2);
        assertThat(cells.get(0).at("/info/status").asText()).isEqualTo("FINISHED");
        assertThat(latest(cells.get(0), "test/accuracy/mean")).isCloseTo(0.705, within(1e-12));
        assertThat(latest(cells.get(0), "test/accuracy/std")).isCloseTo(0.01 / Math.sqrt(2), within(1e-12));
        assertThat(latest(cells.get(0), "trials/n")).isEqualTo(2);
        assertThat(ServerReader.pairs(cells.get(0).at("/data/params")))
                .containsEntry("depth", "2")
                .doesNotContainKey("seed");
        assertThat(reader.artifact(cells.get(0), "sweep.yaml")).isEqualTo("name: " + name);
        assertThat(reader.artifact(cells.get(0), "cell.json")).contains("\"n\" : 2");
    }

    @Test
    void aFailedRunHasTheReasonAndIsRunningAgainAfterARetry() {
        SimulatedSweep sweep = SimulatedSweep.of(database, name, name, 1);
        sweep.attempt(0, 1).starts().fails("loss became NaN at step 3");
        projection.syncOnce();
        JsonNode failed = runs("trial").get(0);
        assertThat(failed.at("/info/status").asText()).isEqualTo("FAILED");
        assertThat(ServerReader.tag(failed, "mlflow.note.content")).contains("loss became NaN at step 3");
        assertThat(reader.artifact(failed, "failure.txt")).contains("DIVERGED").contains("a stack");

        sweep.retry();
        SimulatedSweep.Attempt second = sweep.attempt(0, 2).starts();
        projection.syncOnce();
        assertThat(runs("trial").get(0).at("/info/status").asText()).isEqualTo("RUNNING");
        second.finishes(0.75);
        projection.syncOnce();

        JsonNode run = runs("trial").get(0);
        assertThat(runs("trial")).hasSize(1);
        assertThat(run.at("/info/status").asText()).isEqualTo("FINISHED");
        assertThat(ServerReader.tag(run, "contranorm.reason")).isEmpty();
        assertThat(latest(run, "final/test/accuracy")).isEqualTo(0.75);
    }

    @Test
    void aCancelledTrialBecomesAKilledRun() {
        SimulatedSweep sweep = SimulatedSweep.of(database, name, name, 1);
        sweep.attempt(0, 1).starts();
        projection.syncOnce();

        database.trials().cancelAll(sweep.id());
        projection.syncOnce();

        assertThat(runs("trial").get(0).at("/info/status").asText()).isEqualTo("KILLED");
        assertThat(runs("trial").get(0).at("/info/end_time").asLong()).isPositive();
    }

    @Test
    void pointsWithInfiniteValuesOrForbiddenNamesAreKept() {
        SimulatedSweep sweep = SimulatedSweep.of(database, name, name, 1);
        sweep.attempt(0, 1)
                .starts()
                .measures(
                        1,
                        List.of(
                                new MetricPoint("train/loss", 1, Double.NaN),
                                new MetricPoint("train/loss", 2, Double.POSITIVE_INFINITY),
                                new MetricPoint("layer/rank?", 1, 3.0),
                                new MetricPoint("layer/rank*", 1, 4.0)))
                .finishes(0.7);

        assertThat(projection.syncOnce().problems()).isEmpty();

        String id = runs("trial").get(0).at("/info/run_id").asText();
        assertThat(reader.history(id, "train/loss"))
                .extracting(Measurement::value)
                .containsExactlyInAnyOrder(Double.NaN, Double.MAX_VALUE);
        assertThat(reader.history(id, MlflowKey.of("layer/rank?"))).hasSize(1);
        assertThat(reader.history(id, MlflowKey.of("layer/rank*"))).hasSize(1);
    }

    @Test
    void aReusedResultGetsItsOwnRunWithTheMetricHistory() {
        SimulatedSweep.of(database, "first " + name, name, 1).finishAll(2);
        SimulatedSweep second = SimulatedSweep.of(database, name, name, 1);
        assertThat(second.trials()).isEmpty();

        projection.syncOnce();

        assertThat(runs("trial")).hasSize(2);
        JsonNode run = runs("trial").get(0);
        assertThat(ServerReader.tag(run, "contranorm.reused_from")).isNotEmpty();
        assertThat(reader.history(run.at("/info/run_id").asText(), "train/loss"))
                .hasSize(2);
        assertThat(runs("cell")).hasSize(1);
    }

    @Test
    void theLastCheckpointOfAFinishedTrialIsUploadedIfItIsReadable(@TempDir Path folder) throws Exception {
        Path older = checkpoint(folder.resolve("step-1"), "older weights");
        Path newest = checkpoint(folder.resolve("step-2"), "newest weights");
        SimulatedSweep sweep = SimulatedSweep.of(database, name, name, 1);
        sweep.attempt(0, 1)
                .starts()
                .checkpoints(1, older.toString(), 20)
                .checkpoints(2, newest.toString(), 20)
                .finishes(0.8);

        assertThat(projection.syncOnce().problems()).isEmpty();

        JsonNode run = runs("trial").stream()
                .filter(each -> each.at("/info/status").asText().equals("FINISHED"))
                .findFirst()
                .orElseThrow();
        assertThat(reader.artifact(run, "checkpoint/weights.data")).isEqualTo("newest weights");
        assertThat(reader.artifact(run, "checkpoint/checkpoint.json")).isEqualTo("{}");
    }

    @Test
    void aCheckpointThatIsTooLargeIncompleteOrUnreadableIsNotUploaded(@TempDir Path folder) throws Exception {
        Path large = checkpoint(folder.resolve("large"), "too much");
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("private.txt"), "nobody's business");
        SimulatedSweep sweep = SimulatedSweep.of(database, name, name, 2);
        sweep.attempt(0, 1)
                .starts()
                .checkpoints(1, large.toString(), 900_000_000)
                .finishes(0.8);
        sweep.attempt(1, 1).starts().checkpoints(1, other.toString(), 20).finishes(0.8);
        sweep.attempt(2, 1)
                .starts()
                .checkpoints(1, folder.resolve("gone").toString(), 20)
                .finishes(0.8);
        sweep.attempt(3, 1).starts().checkpoints(1, "s3://bucket/place", 20).finishes(0.8);

        assertThat(projection.syncOnce().problems()).isEmpty();

        assertThat(runs("trial")).hasSize(4).allSatisfy(run -> {
            assertThat(reader.artifact(run, "checkpoints.json")).contains("location");
            assertThat(reader.artifact(run, "checkpoint/weights.data")).doesNotContain("too much");
            assertThat(reader.artifact(run, "checkpoint/private.txt")).doesNotContain("nobody");
        });
    }

    private static Path checkpoint(Path folder, String weights) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("weights.data"), weights);
        Files.writeString(folder.resolve("checkpoint.json"), "{}");
        return folder;
    }
}

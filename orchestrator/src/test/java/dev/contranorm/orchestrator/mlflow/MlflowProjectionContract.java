package dev.contranorm.orchestrator.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contranorm.orchestrator.mlflow.server.Measurement;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** What rounds of the projection push, to the stand-in and to a real server. */
abstract class MlflowProjectionContract extends ProjectionFixture {
    @Test
    void aSummaryRunIsWrittenOnlyWhenAllSeedsHaveEnded() {
        SimulatedSweep sweep = SimulatedSweep.of(database, name, name, 1);
        sweep.attempt(0, 1).starts().finishes(0.7);
        projection.syncOnce();
        assertThat(runs("cell")).isEmpty();

        sweep.attempt(1, 1).starts().fails("loss became NaN at step 3");
        projection.syncOnce();

        assertThat(latest(runs("cell").get(0), "trials/n")).isEqualTo(1);
        assertThat(latest(runs("cell").get(0), "trials/failed")).isEqualTo(1);
    }

    @Test
    void aSecondRoundPushesNothing() {
        SimulatedSweep.of(database, name, name, 1).finishAll(5);
        projection.syncOnce();
        SortedMap<String, String> before = reader.contents(reader.experimentId(name));

        assertThat(projection.syncOnce().nothingToDo()).isTrue();
        restart();
        assertThat(projection.syncOnce().nothingToDo()).isTrue();

        assertThat(reader.contents(reader.experimentId(name))).isEqualTo(before);
    }

    @Test
    void aRunningTrialGetsItsNewPointsInEveryRoundAndAfterARestart() {
        SimulatedSweep sweep = SimulatedSweep.of(database, name, name, 1);
        SimulatedSweep.Attempt attempt = sweep.attempt(0, 1).starts();
        attempt.measures(1, Map.of("train/loss", 1.0)).measures(2, Map.of("train/loss", 0.9));
        projection.syncOnce();
        String id = runs("trial").get(0).at("/info/run_id").asText();
        assertThat(runs("trial").get(0).at("/info/status").asText()).isEqualTo("RUNNING");
        assertThat(reader.history(id, "train/loss")).hasSize(2);

        attempt.measures(3, Map.of("train/loss", 0.8));
        assertThat(projection.syncOnce().points()).isEqualTo(1);
        restart();
        attempt.measures(4, Map.of("train/loss", 0.7)).checkpoints(4).finishes(0.8);
        assertThat(projection.syncOnce().runsCreated()).isZero();

        assertThat(reader.history(id, "train/loss"))
                .extracting(Measurement::step)
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(runs("trial").get(0).at("/info/status").asText()).isEqualTo("FINISHED");
        assertThat(reader.artifact(runs("trial").get(0), "checkpoints.json")).contains("\"epoch\" : 4");
    }

    @Test
    void aRunDeletedOnTheServerIsNotCreatedAgain() {
        SimulatedSweep sweep = SimulatedSweep.of(database, name, name, 1);
        SimulatedSweep.Attempt attempt = sweep.attempt(0, 1).starts();
        projection.syncOnce();
        reader.deleteRun(runs("trial").get(0).at("/info/run_id").asText());

        attempt.finishes(0.7);

        assertThat(projection.syncOnce().problems()).isEmpty();
        assertThat(runs("trial")).isEmpty();
        assertThat(projection.syncOnce().nothingToDo()).isTrue();
    }

    @Test
    void aDeletedExperimentIsReportedWithTheCommandThatRestoresIt() {
        SimulatedSweep sweep = SimulatedSweep.of(database, name, name, 1);
        sweep.attempt(0, 1).starts().finishes(0.7);
        projection.syncOnce();
        reader.deleteExperiment(name);
        restart();

        sweep.attempt(1, 1).starts().finishes(0.7);

        assertThat(projection.syncOnce().problems())
                .singleElement()
                .asString()
                .contains("\"" + name + "\" was deleted on the MLflow server", "mlflow experiments restore");
    }

    @Test
    void aMissingExperimentIsRebuiltWithTheSameRuns() {
        SimulatedSweep sweep = SimulatedSweep.of(database, name, name, 3);
        sweep.attempt(0, 1).starts().measures(1, Map.of("a", 1.0)).fails("it broke");
        sweep.attempt(1, 1)
                .starts()
                .measures(1, Map.of("a", 1.0))
                .checkpoints(1)
                .finishes(0.5);
        projection.syncOnce();
        sweep.attempt(2, 1).starts().measures(1, Map.of("a", 1.0)).measures(2, Map.of("a", 2.0));
        projection.syncOnce();
        sweep.attempt(3, 1).starts().finishes(0.5);
        projection.syncOnce();
        SortedMap<String, String> before = reader.contents(reader.experimentId(name));
        reader.renameExperiment(name, "renamed " + name);

        SyncReport report = projection.syncOnce();

        assertThat(report.problems()).isEmpty();
        assertThat(report.runsCreated()).isEqualTo(before.size());
        assertThat(reader.contents(reader.experimentId(name))).isEqualTo(before);
        assertThat(reader.contents(reader.experimentId("renamed " + name))).isEqualTo(before);
    }
}

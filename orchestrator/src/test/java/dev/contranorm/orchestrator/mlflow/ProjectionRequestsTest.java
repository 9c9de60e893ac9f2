package dev.contranorm.orchestrator.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.contranorm.orchestrator.mlflow.run.RunTags;
import dev.contranorm.orchestrator.mlflow.server.MlflowSettings;
import dev.contranorm.orchestrator.mlflow.server.RemoteRun;
import dev.contranorm.orchestrator.mlflow.server.ServerReader;
import dev.contranorm.orchestrator.mlflow.server.ServerUnavailableException;
import dev.contranorm.orchestrator.mlflow.server.TrackingServer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which requests a round sends, and with which credentials. */
class ProjectionRequestsTest extends StandInProjectionFixture {
    @Test
    void aRefusedTrialDoesNotHoldUpTheOthers() {
        SimulatedSweep sweep = SimulatedSweep.of(database, name, name, 1);
        sweep.finishAll(1);
        projection.syncOnce();
        JsonNode run = reader.runs(reader.experimentId(name), "trial").get(0);
        String identity = ServerReader.tag(run, RunTags.IDENTITY);
        standIn.empty();
        // Another run with the same identity and another depth: the server refuses to change a param.
        try (TrackingServer other = new TrackingServer(MlflowSettings.of(standIn.address()))) {
            String experiment = other.createExperiment(name, Map.of());
            RemoteRun conflicting =
                    other.createRun(experiment, "conflicting", "x", Instant.EPOCH, Map.of(RunTags.IDENTITY, identity));
            other.logParams(conflicting.id(), Map.of("depth", "99"));
        }

        SyncReport report = projection.syncOnce();

        assertThat(report.problems())
                .singleElement()
                .asString()
                .startsWith("trial " + sweep.trials().get(0) + ": INVALID_PARAMETER_VALUE")
                .contains("depth");
        assertThat(reader.runs(reader.experimentId(name), "trial")).hasSize(1);
        assertThat(reader.runs(reader.experimentId(name), "cell")).hasSize(1);
    }

    @Test
    void pointsAreSentInBatchesOfOneThousand() {
        SimulatedSweep sweep = SimulatedSweep.of(database, name, name, 1);
        SimulatedSweep.Attempt attempt = sweep.attempt(0, 1).starts();
        for (int epoch = 1; epoch <= 600; epoch++) {
            attempt.measures(epoch, Map.of("a", 1.0, "b", 2.0, "c", 3.0, "d", 4.0));
        }
        standIn.takeRequests();

        assertThat(projection.syncOnce().points()).isEqualTo(2400);

        // Three with points and one with params.
        assertThat(standIn.takeRequests())
                .filteredOn("POST runs/log-batch"::equals)
                .hasSize(4);
    }

    @Test
    void credentialsAreSentWithEveryRequest() {
        SimulatedSweep.of(database, name, name, 1).finishAll(1);
        standIn.require("Basic c29tZW9uZTpzZWNyZXQ=");
        assertThatThrownBy(projection::syncOnce)
                .isInstanceOf(ServerUnavailableException.class)
                .hasMessageContaining("set MLFLOW_TRACKING_USERNAME");

        try (MlflowProjection authenticated =
                new MlflowProjection(database, settings(Map.of("USERNAME", "someone", "PASSWORD", "secret")))) {
            assertThat(authenticated.syncOnce().problems()).isEmpty();
        }
        standIn.empty();
        standIn.require("Bearer t0ken");
        try (MlflowProjection authenticated = new MlflowProjection(database, settings(Map.of("TOKEN", "t0ken")))) {
            assertThat(authenticated.syncOnce().runsCreated()).isEqualTo(3);
        }
    }

    @Test
    void withoutCredentialsNoAuthorizationIsSent() {
        SimulatedSweep.of(database, name, name, 1).finishAll(1);

        assertThat(projection.syncOnce().problems()).isEmpty();

        assertThat(standIn.authorizations()).containsExactly("");
    }

    @Test
    @Timeout(60)
    void onlyOneProcessPushesAtATime() throws Exception {
        SimulatedSweep.of(database, name, name, 1).finishAll(1);
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        var target = database.projectionTargets().of(standIn.address().toString());
        Thread other = new Thread(() -> database.projectionTargets().exclusively(target, () -> {
            taken.countDown();
            try {
                done.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }));
        other.start();
        taken.await();

        List<String> problems = projection.syncOnce().problems();

        assertThat(problems).singleElement().asString().startsWith("another process is pushing");
        done.countDown();
        other.join();
        assertThat(projection.syncOnce().runsCreated()).isEqualTo(3);
    }

    private MlflowSettings settings(Map<String, String> credentials) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("MLFLOW_TRACKING_URI", standIn.address().toString());
        credentials.forEach((key, value) -> environment.put("MLFLOW_TRACKING_" + key, value));
        return MlflowSettings.fromEnvironment(environment).orElseThrow();
    }
}

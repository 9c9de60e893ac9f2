package dev.contranorm.orchestrator.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.contranorm.orchestrator.mlflow.server.MlflowSettings;
import dev.contranorm.orchestrator.mlflow.server.ServerReader;
import dev.contranorm.orchestrator.mlflow.server.ServerUnavailableException;
import dev.contranorm.orchestrator.mlflow.server.StandInFaults.Fault;
import dev.contranorm.orchestrator.mlflow.server.StandInServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Servers that are unavailable, lose responses or data, or never respond. */
class ServerFailureTest extends StandInProjectionFixture {
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void recordLog() {
        log.start();
        ((Logger) LoggerFactory.getLogger(MlflowProjection.class)).addAppender(log);
    }

    @AfterEach
    void detachLog() {
        ((Logger) LoggerFactory.getLogger(MlflowProjection.class)).detachAppender(log);
    }

    private SortedMap<String, String> contents() {
        return reader.contents(reader.experimentId(name));
    }

    /** What the server should have: the contents of another server that got the same database without failures. */
    private SortedMap<String, String> expectedContents() {
        try (StandInServer other = StandInServer.start();
                MlflowProjection otherProjection = new MlflowProjection(database, MlflowSettings.of(other.address()))) {
            otherProjection.syncOnce();
            ServerReader otherReader = new ServerReader(other.address());
            return otherReader.contents(otherReader.experimentId(name));
        }
    }

    private void syncUntilNothingIsMissing() {
        for (int round = 0; round < 10; round++) {
            try {
                if (projection.syncOnce().nothingToDo()) {
                    return;
                }
            } catch (ServerUnavailableException failure) {
                // The next round tries again.
            }
        }
        throw new AssertionError("something is still missing after ten rounds");
    }

    @ParameterizedTest
    @CsvSource({
        "experiments/create, APPLIED_THEN_500",
        "experiments/create, APPLIED_THEN_DROPPED",
        "runs/create, APPLIED_THEN_500",
        "runs/create, APPLIED_THEN_DROPPED",
        "runs/create, REFUSED_503",
        "runs/log-batch, APPLIED_THEN_500",
        "runs/log-batch, APPLIED_THEN_DROPPED",
        "runs/log-batch, REFUSED_503",
        "runs/log-inputs, APPLIED_THEN_DROPPED",
        "runs/update, APPLIED_THEN_500",
        "runs/search, REFUSED_503",
    })
    void aLostResponseNeitherDuplicatesNorLosesAnything(String path, Fault fault) {
        SimulatedSweep sweep = SimulatedSweep.of(database, name, name, 1);
        sweep.finishAll(4);
        // The first request to that path fails, and the third to fifth; the client's repetitions count too.
        standIn.faults().plan(path, fault);
        standIn.faults().plan(path, Fault.NONE);
        standIn.faults().plan(path, fault);
        standIn.faults().plan(path, fault);
        standIn.faults().plan(path, fault);

        syncUntilNothingIsMissing();

        assertThat(contents()).hasSize(3).isEqualTo(expectedContents());
    }

    @Test
    void afterACrashPointsThatTheServerHasAreNotSentAgain() {
        SimulatedSweep sweep = SimulatedSweep.of(database, name, name, 1);
        SimulatedSweep.Attempt attempt = sweep.attempt(0, 1).starts();
        attempt.measures(1, Map.of("train/loss", 1.0, "validation/accuracy", 0.1));
        projection.syncOnce();
        attempt.measures(2, Map.of("train/loss", 0.5, "validation/accuracy", 0.2));
        standIn.faults().plan("runs/log-batch", Fault.APPLIED_THEN_DROPPED);
        assertThatThrownBy(projection::syncOnce).isInstanceOf(ServerUnavailableException.class);

        restart();
        attempt.measures(3, Map.of("train/loss", 0.25, "validation/accuracy", 0.3));
        SyncReport report = projection.syncOnce();

        assertThat(report.points()).isEqualTo(2);
        assertThat(contents()).isEqualTo(expectedContents());
    }

    @Test
    void anEmptiedServerGetsTheSameRunsAgain() {
        SimulatedSweep sweep = SimulatedSweep.of(database, name, name, 2);
        sweep.finishAll(3);
        projection.syncOnce();
        SortedMap<String, String> before = contents();
        standIn.empty();

        SyncReport report = projection.syncOnce();

        assertThat(report.problems()).isEmpty();
        assertThat(report.runsCreated()).isEqualTo(6);
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void aServerEmptiedDuringATrialGetsTheEarlierPointsAgain() {
        SimulatedSweep sweep = SimulatedSweep.of(database, name, name, 1);
        SimulatedSweep.Attempt attempt = sweep.attempt(0, 1).starts();
        attempt.measures(1, Map.of("train/loss", 1.0));
        projection.syncIfDue();
        standIn.empty();

        attempt.measures(2, Map.of("train/loss", 0.5));
        projection.syncIfDue();

        assertThat(contents()).hasSize(1).isEqualTo(expectedContents());
    }

    @Test
    void anUnavailableServerIsLoggedOnceAndCatchesUp() {
        SimulatedSweep sweep = SimulatedSweep.of(database, name, name, 1);
        SimulatedSweep.Attempt running = sweep.attempt(0, 1).starts();
        standIn.faults().unavailable(true);

        for (int round = 0; round < 20; round++) {
            projection.syncIfDue();
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(log.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getLevel()).isEqualTo(Level.WARN))
                .satisfies(event -> assertThat(event.getFormattedMessage())
                        .contains(standIn.address().toString(), "503", "Sweeps go on"));
        running.measures(1, Map.of("train/loss", 1.0)).finishes(0.7);
        standIn.faults().unavailable(false);
        clock.advance(Duration.ofMinutes(5));
        projection.syncIfDue();
        assertThat(log.list).last().satisfies(event -> assertThat(event.getFormattedMessage())
                .endsWith("answers again"));
        assertThat(contents()).isEqualTo(expectedContents());
    }

    @Test
    void anUnavailableServerIsTriedAtIncreasingIntervals() {
        SimulatedSweep.of(database, name, name, 1).finishAll(1);
        standIn.faults().unavailable(true);
        standIn.takeRequests();
        int rounds = 0;

        for (int second = 0; second < 600; second++) {
            projection.syncIfDue();
            rounds += standIn.takeRequests().isEmpty() ? 0 : 1;
            clock.advance(Duration.ofSeconds(1));
        }

        // After 0, 1, 3, 7, 15, 31, 63, 127, 255 and 511 seconds.
        assertThat(rounds).isEqualTo(10);
    }

    @Test
    @Timeout(30)
    void aServerThatNeverRespondsIsGivenUpAfterTheTimeLimit() throws IOException {
        SimulatedSweep.of(database, name, name, 1).finishAll(1);
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            MlflowSettings shortTimeout = new MlflowSettings(address, "", "", "", "sweep", Duration.ofSeconds(1), 0);
            try (MlflowProjection waiting = new MlflowProjection(database, shortTimeout)) {
                assertThatThrownBy(waiting::syncOnce)
                        .isInstanceOf(ServerUnavailableException.class)
                        .hasMessageContaining("no answer within");
            }
        }
    }
}

package dev.contranorm.orchestrator.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import dev.contranorm.db.Database;
import dev.contranorm.orchestrator.Infrastructure;
import dev.contranorm.orchestrator.SetClock;
import dev.contranorm.orchestrator.mlflow.StandInFaults.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Servers that are away, forget, answer wrongly or not at all. */
class ServerTroubleTest {
    private final String name = "trouble " + UUID.randomUUID();
    private final StandInServer standIn = StandInServer.start();
    private final ServerReader reader = new ServerReader(standIn.address());
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final SetClock clock = new SetClock(Instant.parse("2026-01-01T00:00:00Z"));
    private Database database;
    private MlflowProjection projection;

    @BeforeEach
    void open() {
        database = Infrastructure.database();
        projection = new MlflowProjection(database, MlflowSettings.of(standIn.address()), clock);
        log.start();
        ((Logger) LoggerFactory.getLogger(MlflowProjection.class)).addAppender(log);
    }

    @AfterEach
    void close() {
        ((Logger) LoggerFactory.getLogger(MlflowProjection.class)).detachAppender(log);
        projection.close();
        database.close();
        standIn.close();
    }

    private SortedMap<String, String> contents() {
        return reader.contents(reader.experimentId(name));
    }

    /** What the server would have, had nothing happened: the same database into another server. */
    private SortedMap<String, String> undisturbed() {
        try (StandInServer other = StandInServer.start();
                MlflowProjection quiet = new MlflowProjection(database, MlflowSettings.of(other.address()))) {
            quiet.syncOnce();
            ServerReader otherReader = new ServerReader(other.address());
            return otherReader.contents(otherReader.experimentId(name));
        }
    }

    private void syncUntilNothingIsLeft() {
        for (int round = 0; round < 10; round++) {
            try {
                if (projection.syncOnce().nothingToDo()) {
                    return;
                }
            } catch (ServerAwayException again) {
                // The next round.
            }
        }
        throw new AssertionError("after ten rounds there is still something to do");
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
    void anAnswerThatWasLostDoublesNothingAndLosesNothing(String path, Fault fault) {
        GivenSweep sweep = GivenSweep.of(database, name, name, 1);
        sweep.finishAll(4);
        // At the first, third, fourth and fifth request of that kind and, by the client's own repetitions, at more.
        standIn.faults().plan(path, fault);
        standIn.faults().plan(path, Fault.NONE);
        standIn.faults().plan(path, fault);
        standIn.faults().plan(path, fault);
        standIn.faults().plan(path, fault);

        syncUntilNothingIsLeft();

        assertThat(contents()).hasSize(3).isEqualTo(undisturbed());
    }

    @Test
    void aProcessThatDiedAfterSendingDoesNotSendAgain() {
        GivenSweep sweep = GivenSweep.of(database, name, name, 1);
        GivenSweep.Attempt attempt = sweep.attempt(0, 1).starts();
        attempt.measures(1, Map.of("train/loss", 1.0, "validation/accuracy", 0.1));
        projection.syncOnce();
        attempt.measures(2, Map.of("train/loss", 0.5, "validation/accuracy", 0.2));
        standIn.faults().plan("runs/log-batch", Fault.APPLIED_THEN_DROPPED);
        assertThatThrownBy(projection::syncOnce).isInstanceOf(ServerAwayException.class);

        projection.close();
        projection = new MlflowProjection(database, MlflowSettings.of(standIn.address()), clock);
        attempt.measures(3, Map.of("train/loss", 0.25, "validation/accuracy", 0.3));
        SyncReport report = projection.syncOnce();

        assertThat(report.points()).isEqualTo(2);
        assertThat(contents()).isEqualTo(undisturbed());
    }

    @Test
    void anEmptiedServerGetsTheSameRunsAgain() {
        GivenSweep sweep = GivenSweep.of(database, name, name, 2);
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
    void aServerEmptiedWhileATrialRunsGetsAllThatWentBefore() {
        GivenSweep sweep = GivenSweep.of(database, name, name, 1);
        GivenSweep.Attempt attempt = sweep.attempt(0, 1).starts();
        attempt.measures(1, Map.of("train/loss", 1.0));
        projection.keepUp();
        standIn.empty();

        attempt.measures(2, Map.of("train/loss", 0.5));
        projection.keepUp();

        assertThat(contents()).hasSize(1).isEqualTo(undisturbed());
    }

    @Test
    void aServerThatIsAwayIsOneWarningAndCatchesUp() {
        GivenSweep sweep = GivenSweep.of(database, name, name, 1);
        GivenSweep.Attempt running = sweep.attempt(0, 1).starts();
        standIn.faults().away(true);

        for (int round = 0; round < 20; round++) {
            projection.keepUp();
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(log.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getLevel()).isEqualTo(Level.WARN))
                .satisfies(event -> assertThat(event.getFormattedMessage())
                        .contains(standIn.address().toString(), "503", "Sweeps go on"));
        running.measures(1, Map.of("train/loss", 1.0)).finishes(0.7);
        standIn.faults().away(false);
        clock.advance(Duration.ofMinutes(5));
        projection.keepUp();
        assertThat(log.list).last().satisfies(event -> assertThat(event.getFormattedMessage())
                .endsWith("answers again"));
        assertThat(contents()).isEqualTo(undisturbed());
    }

    @Test
    void aServerThatIsAwayIsAskedEverMoreRarely() {
        GivenSweep.of(database, name, name, 1).finishAll(1);
        standIn.faults().away(true);
        standIn.takeRequests();
        int rounds = 0;

        for (int second = 0; second < 600; second++) {
            projection.keepUp();
            rounds += standIn.takeRequests().isEmpty() ? 0 : 1;
            clock.advance(Duration.ofSeconds(1));
        }

        // After 0, 1, 3, 7, 15, 31, 63, 127, 255 and 511 seconds.
        assertThat(rounds).isEqualTo(10);
    }

    @Test
    void aRefusalOfOneTrialKeepsNoOtherBack() {
        GivenSweep sweep = GivenSweep.of(database, name, name, 1);
        sweep.finishAll(1);
        projection.syncOnce();
        JsonNode run = reader.runs(reader.experimentId(name), "trial").get(0);
        String identity = ServerReader.tag(run, RunTags.IDENTITY);
        standIn.empty();
        // Someone else's run of the same identity, with another depth: a param is written once.
        try (TrackingServer other = new TrackingServer(MlflowSettings.of(standIn.address()))) {
            String experiment = other.createExperiment(name, Map.of());
            RemoteRun foreign =
                    other.createRun(experiment, "foreign", "x", Instant.EPOCH, Map.of(RunTags.IDENTITY, identity));
            other.logParams(foreign.id(), Map.of("depth", "99"));
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
    void pointsGoInBatches() {
        GivenSweep sweep = GivenSweep.of(database, name, name, 1);
        GivenSweep.Attempt attempt = sweep.attempt(0, 1).starts();
        for (int epoch = 1; epoch <= 600; epoch++) {
            attempt.measures(epoch, Map.of("a", 1.0, "b", 2.0, "c", 3.0, "d", 4.0));
        }
        standIn.takeRequests();

        assertThat(projection.syncOnce().points()).isEqualTo(2400);

        // Three of points, one of params.
        assertThat(standIn.takeRequests())
                .filteredOn("POST runs/log-batch"::equals)
                .hasSize(4);
    }

    @Test
    void credentialsAreSentWithEveryRequest() {
        GivenSweep.of(database, name, name, 1).finishAll(1);
        standIn.require("Basic c29tZW9uZTpzZWNyZXQ=");
        assertThatThrownBy(projection::syncOnce)
                .isInstanceOf(ServerAwayException.class)
                .hasMessageContaining("set MLFLOW_TRACKING_USERNAME");

        try (MlflowProjection known =
                new MlflowProjection(database, settings(Map.of("USERNAME", "someone", "PASSWORD", "secret")))) {
            assertThat(known.syncOnce().problems()).isEmpty();
        }
        standIn.empty();
        standIn.require("Bearer t0ken");
        try (MlflowProjection known = new MlflowProjection(database, settings(Map.of("TOKEN", "t0ken")))) {
            assertThat(known.syncOnce().runsCreated()).isEqualTo(3);
        }
    }

    private MlflowSettings settings(Map<String, String> credentials) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("MLFLOW_TRACKING_URI", standIn.address().toString());
        credentials.forEach((key, value) -> environment.put("MLFLOW_TRACKING_" + key, value));
        return MlflowSettings.fromEnvironment(environment).orElseThrow();
    }

    @Test
    @Timeout(30)
    void aServerThatNeverAnswersIsGivenUp() throws IOException {
        GivenSweep.of(database, name, name, 1).finishAll(1);
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("http://127.0.0.1:" + mute.getLocalPort());
            MlflowSettings impatient = new MlflowSettings(address, "", "", "", "sweep", Duration.ofSeconds(1), 0);
            try (MlflowProjection hanging = new MlflowProjection(database, impatient)) {
                assertThatThrownBy(hanging::syncOnce)
                        .isInstanceOf(ServerAwayException.class)
                        .hasMessageContaining("no answer within");
            }
        }
    }

    @Test
    void twoProcessesDoNotPushAtATime() throws Exception {
        GivenSweep.of(database, name, name, 1).finishAll(1);
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
}

package dev.contranorm.worker.run;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.contranorm.worker.bus.BusProbe;
import dev.contranorm.worker.bus.ControlCommand;
import dev.contranorm.worker.bus.ControlCommand.Action;
import dev.contranorm.worker.bus.ControlCommand.Scope;
import dev.contranorm.worker.bus.FailureKind;
import dev.contranorm.worker.bus.TrialEvent;
import dev.contranorm.zoo.train.TrainingResult;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WorkerTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Test
    void everyTrialIsDeliveredExactlyOnceWhenNothingFails() throws Exception {
        int trials = 300;
        try (WorkerFixture fixture = WorkerFixture.withLock(Duration.ofSeconds(15))) {
            fixture.start("one");
            fixture.start("two");
            for (long trial = 1; trial <= trials; trial++) {
                fixture.probe().publishLater(BusProbe.assignment(trial, BusProbe.noop(trial)));
            }
            await().atMost(TIMEOUT)
                    .until(() ->
                            fixture.probe().events(TrialEvent.Finished.class).size() >= trials);

            List<TrialEvent> events = fixture.probe().events();
            assertThat(events).hasSize(2 * trials).allMatch(event -> event.attempt() == 1);
            assertThat(events.stream().collect(groupingBy(TrialEvent::trialId, counting())))
                    .hasSize(trials)
                    .allSatisfy((trial, count) -> assertThat(count).isEqualTo(2));
            assertThat(fixture.probe().events(TrialEvent.Finished.class))
                    .allSatisfy(event -> assertThat(event.metrics()).containsExactly(Map.entry("noop/done", 1.0)));
            assertThat(events.stream().map(TrialEvent::worker).distinct()).containsExactlyInAnyOrder("one", "two");
        }
    }

    @Test
    void theFirstTrialDoesNotWaitForKafkasDefaultHeartbeatInterval() throws Exception {
        try (WorkerFixture fixture = WorkerFixture.withLock(Duration.ofSeconds(15))) {
            fixture.probe().publish(BusProbe.assignment(1, BusProbe.noop(1)));
            fixture.start("one");

            await().atMost(Duration.ofSeconds(4))
                    .until(() -> !fixture.probe().events().isEmpty());
        }
    }

    @Test
    void aRealTrialIsReportedFromItsStartToItsEnd() throws Exception {
        try (WorkerFixture fixture = WorkerFixture.withLock(Duration.ofSeconds(15))) {
            fixture.start("one");
            fixture.probe().publish(BusProbe.assignment(7, WorkerFixture.graphTrial(30)));
            await().atMost(TIMEOUT)
                    .until(() ->
                            !fixture.probe().events(TrialEvent.Finished.class).isEmpty());

            List<TrialEvent> events = fixture.probe().events();
            assertThat(events.get(0)).isInstanceOfSatisfying(TrialEvent.Started.class, started -> {
                assertThat(started.epochs()).isEqualTo(30);
                assertThat(started.firstEpoch()).isEqualTo(1);
            });
            assertThat(events).isSortedAccordingTo((a, b) -> Long.compare(a.sequence(), b.sequence()));
            assertThat(fixture.probe().events(TrialEvent.Measured.class).stream()
                            .flatMap(measured -> measured.points().stream())
                            .filter(point -> point.name().equals("train/loss"))
                            .map(point -> point.step()))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 30).boxed().toList());
            assertThat(fixture.probe().events(TrialEvent.Finished.class).get(0).metrics())
                    .containsKey("test/accuracy");
        }
    }

    @Test
    void onlyAMalformedAssignmentGoesToTheDeadLetterTopic() throws Exception {
        try (WorkerFixture fixture = WorkerFixture.withLock(Duration.ofSeconds(15))) {
            fixture.probe().publish(BusProbe.assignment(1, BusProbe.noop(1)));
            fixture.probe().publishRaw("{\"schemaVersion\":1,\"trialId\":2}");
            fixture.probe().publish(BusProbe.assignment(3, BusProbe.noop(3)));
            fixture.start("one");
            await().atMost(TIMEOUT)
                    .until(() ->
                            fixture.probe().events(TrialEvent.Finished.class).size() == 2
                                    && !fixture.probe().deadLetters().isEmpty());

            assertThat(fixture.probe().deadLetters()).singleElement().satisfies(dead -> {
                assertThat(new String(dead.value(), StandardCharsets.UTF_8)).contains("\"trialId\":2");
                assertThat(new String(dead.headers().lastHeader("reason").value(), StandardCharsets.UTF_8))
                        .isEqualTo("sweepId: is missing");
            });
        }
    }

    @Test
    void aTrialLongerThanTheLockStaysWithItsWorker() throws Exception {
        try (WorkerFixture fixture = WorkerFixture.withLock(Duration.ofSeconds(1))) {
            fixture.start("one", WorkerFixture.lasting(Duration.ofSeconds(4)));
            fixture.probe().publish(BusProbe.assignment(1, BusProbe.noop(1)));
            await().atMost(TIMEOUT).until(() -> !fixture.probe().events().isEmpty());
            fixture.start("two", WorkerFixture.lasting(Duration.ZERO));
            await().atMost(TIMEOUT)
                    .until(() ->
                            !fixture.probe().events(TrialEvent.Finished.class).isEmpty());

            assertThat(fixture.probe().events())
                    .hasSize(2)
                    .allMatch(event -> event.worker().equals("one") && event.attempt() == 1);
        }
    }

    @Test
    void aWorkerThatTrainsSendsHeartbeats() throws Exception {
        try (WorkerFixture fixture = WorkerFixture.withLock(Duration.ofSeconds(15))) {
            fixture.start("one", WorkerFixture.lasting(Duration.ofSeconds(6)));
            fixture.probe().publish(BusProbe.assignment(1, BusProbe.noop(1)));
            await().atMost(TIMEOUT)
                    .until(() ->
                            !fixture.probe().events(TrialEvent.Finished.class).isEmpty());

            assertThat(fixture.probe().events(TrialEvent.Heartbeat.class)).hasSizeBetween(1, 2);
        }
    }

    @Test
    void aTrialThatThrowsIsReportedWithItsCauseAndTheWorkerGoesOn() throws Exception {
        try (WorkerFixture fixture = WorkerFixture.withLock(Duration.ofSeconds(15))) {
            fixture.start("one", (spec, observer, stop) -> {
                if (spec.seed() == 1) {
                    throw new OutOfMemoryError("Java heap space");
                }
                return WorkerFixture.result(TrainingResult.Status.COMPLETED, 1);
            });
            fixture.probe().publish(BusProbe.assignment(1, BusProbe.noop(1)));
            fixture.probe().publish(BusProbe.assignment(2, BusProbe.noop(2)));
            await().atMost(TIMEOUT)
                    .until(() ->
                            !fixture.probe().events(TrialEvent.Finished.class).isEmpty());

            assertThat(fixture.probe().events(TrialEvent.Failed.class))
                    .singleElement()
                    .satisfies(failed -> {
                        assertThat(failed.trialId()).isEqualTo(1);
                        assertThat(failed.kind()).isEqualTo(FailureKind.OUT_OF_MEMORY);
                        assertThat(failed.reason()).isEqualTo("OutOfMemoryError: Java heap space");
                        assertThat(failed.detail()).contains("at dev.contranorm");
                    });
        }
    }

    @Test
    void aMissingDatasetIsReportedAsADatasetFailure() throws Exception {
        TrialSpec cora = new TrialSpec(
                "cora",
                "deep-gcn",
                "none",
                Protocol.PAPER,
                0,
                new TreeMap<>(WorkerFixture.graphTrial(1).parameters()));
        try (WorkerFixture fixture = WorkerFixture.withLock(Duration.ofSeconds(15))) {
            fixture.start("one");
            fixture.probe().publish(BusProbe.assignment(1, cora));
            await().atMost(TIMEOUT).until(() -> !fixture.probe().events().isEmpty());

            assertThat(fixture.probe().events())
                    .singleElement()
                    .isInstanceOfSatisfying(TrialEvent.Failed.class, failed -> assertThat(failed.kind())
                            .isEqualTo(FailureKind.DATASET));
        }
    }

    @Test
    void aTrialPastItsTimeLimitFails() throws Exception {
        try (WorkerFixture fixture = WorkerFixture.withLock(Duration.ofSeconds(15))) {
            fixture.start("one", WorkerFixture.endless());
            fixture.probe().publish(BusProbe.limited(1, BusProbe.noop(1), Duration.ofMillis(300)));
            await().atMost(TIMEOUT)
                    .until(() ->
                            !fixture.probe().events(TrialEvent.Failed.class).isEmpty());

            assertThat(fixture.probe().events(TrialEvent.Failed.class).get(0).kind())
                    .isEqualTo(FailureKind.TIME_LIMIT);
        }
    }

    @Test
    void aCancelledTrialEndsAndTheNextBegins() throws Exception {
        try (WorkerFixture fixture = WorkerFixture.withLock(Duration.ofSeconds(15))) {
            fixture.start("one", WorkerFixture.endless());
            fixture.probe().publish(BusProbe.assignment(1, BusProbe.noop(1)));
            await().atMost(TIMEOUT).until(() -> !fixture.probe().events().isEmpty());
            fixture.probe().command(new ControlCommand(Scope.TRIAL, 1, Action.CANCEL, Instant.now()));
            fixture.probe().publish(BusProbe.assignment(2, BusProbe.noop(2)));
            await().atMost(TIMEOUT)
                    .until(() ->
                            fixture.probe().events(TrialEvent.Started.class).size() == 2);

            assertThat(fixture.probe().events(TrialEvent.Released.class))
                    .singleElement()
                    .satisfies(released -> {
                        assertThat(released.trialId()).isEqualTo(1);
                        assertThat(released.reason()).isEqualTo("cancelled");
                    });
            assertThat(fixture.probe().events(TrialEvent.Started.class).get(1).trialId())
                    .isEqualTo(2);
        }
    }

    @Test
    void whenASweepIsStoppedItsRunningTrialFinishesAndItsWaitingTrialsAreReleased() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (WorkerFixture fixture = WorkerFixture.withLock(Duration.ofSeconds(15))) {
            fixture.start("one", (spec, observer, stop) -> {
                observer.started(WorkerFixture.provenance(), 1, 1);
                end.await();
                return WorkerFixture.result(TrainingResult.Status.COMPLETED, 1);
            });
            fixture.probe().publish(BusProbe.assignment(1, BusProbe.noop(1)));
            fixture.probe().publish(BusProbe.assignment(2, BusProbe.noop(2)));
            await().atMost(TIMEOUT).until(() -> !fixture.probe().events().isEmpty());
            fixture.probe().command(new ControlCommand(Scope.SWEEP, 1, Action.STOP, Instant.now()));
            // A worker that starts now reads the command before it takes a trial.
            fixture.start("two", WorkerFixture.lasting(Duration.ZERO));
            await().atMost(TIMEOUT)
                    .until(() ->
                            !fixture.probe().events(TrialEvent.Released.class).isEmpty());
            end.countDown();
            await().atMost(TIMEOUT)
                    .until(() ->
                            !fixture.probe().events(TrialEvent.Finished.class).isEmpty());

            assertThat(fixture.probe().events(TrialEvent.Finished.class))
                    .extracting(TrialEvent::trialId)
                    .containsExactly(1L);
            assertThat(fixture.probe().events(TrialEvent.Released.class))
                    .extracting(TrialEvent::trialId)
                    .containsExactly(2L);
        }
    }

    @Test
    void aTrialPublishedAfterACommandOrAfterItsWithdrawalRuns() throws Exception {
        try (WorkerFixture fixture = WorkerFixture.withLock(Duration.ofSeconds(15))) {
            Instant before = Instant.now().minusSeconds(60);
            fixture.probe().command(new ControlCommand(Scope.TRIAL, 1, Action.CANCEL, before));
            fixture.probe()
                    .command(new ControlCommand(
                            Scope.SWEEP, 1, Action.CANCEL, Instant.now().plusSeconds(60)));
            fixture.probe().command(new ControlCommand(Scope.SWEEP, 1, Action.RESUME, Instant.now()));
            fixture.probe().publish(BusProbe.assignment(1, BusProbe.noop(1)));
            fixture.start("one");
            await().atMost(TIMEOUT)
                    .until(() ->
                            !fixture.probe().events(TrialEvent.Finished.class).isEmpty());
        }
    }

    @Test
    void aStoppingWorkerReleasesItsTrialToAnother() throws Exception {
        try (WorkerFixture fixture = WorkerFixture.withLock(Duration.ofSeconds(15))) {
            Worker one = fixture.start("one", WorkerFixture.endless());
            fixture.probe().publish(BusProbe.assignment(1, BusProbe.noop(1)));
            await().atMost(TIMEOUT).until(() -> !fixture.probe().events().isEmpty());
            fixture.start("two", WorkerFixture.lasting(Duration.ZERO));
            one.stop();
            await().atMost(TIMEOUT)
                    .until(() ->
                            !fixture.probe().events(TrialEvent.Finished.class).isEmpty());

            assertThat(fixture.probe().events(TrialEvent.Released.class))
                    .singleElement()
                    .satisfies(released -> assertThat(released.attempt()).isEqualTo(1));
            assertThat(fixture.probe().events(TrialEvent.Finished.class))
                    .singleElement()
                    .satisfies(finished -> {
                        assertThat(finished.worker()).isEqualTo("two");
                        assertThat(finished.attempt()).isEqualTo(2);
                    });
        }
    }

    @Test
    void aTrainingThatIgnoresItsStopSignalIsAbandonedInTime() throws Exception {
        try (WorkerFixture fixture = WorkerFixture.withLock(Duration.ofSeconds(15))) {
            Worker one = fixture.start("one", WorkerFixture.lasting(Duration.ofSeconds(40)));
            fixture.probe().publish(BusProbe.assignment(1, BusProbe.noop(1)));
            await().atMost(TIMEOUT).until(() -> !fixture.probe().events().isEmpty());
            one.stop();

            await().atMost(Duration.ofSeconds(10))
                    .until(() ->
                            !fixture.probe().events(TrialEvent.Released.class).isEmpty());
        }
    }

    @Test
    void aSecondWorkerWaitsForTheCheckpointLockOfTheFirst(@TempDir Path checkpoints) throws Exception {
        TrialSpec spec = BusProbe.noop(1);
        try (WorkerFixture fixture = WorkerFixture.withLock(Duration.ofSeconds(15));
                OtherProcessLock other = OtherProcessLock.on(checkpoints, spec.hash())) {
            fixture.start("one", Optional.of(checkpoints));
            fixture.probe().publish(BusProbe.assignment(1, spec));
            Thread.sleep(1500);
            assertThat(fixture.probe().events()).isEmpty();
            other.release();
            await().atMost(TIMEOUT)
                    .until(() ->
                            !fixture.probe().events(TrialEvent.Finished.class).isEmpty());
        }
    }

    @Test
    void aTrialReleasedManyTimesIsNotDroppedByKafka() throws Exception {
        try (WorkerFixture fixture = WorkerFixture.withLock(Duration.ofSeconds(15))) {
            fixture.probe().publish(BusProbe.assignment(1, BusProbe.noop(1)));
            for (int time = 1; time <= 11; time++) {
                int started = time;
                Worker worker = fixture.start("worker-" + time, WorkerFixture.endless());
                await().atMost(TIMEOUT)
                        .until(() ->
                                fixture.probe().events(TrialEvent.Started.class).size() == started);
                worker.stop();
                await().atMost(TIMEOUT)
                        .until(() -> fixture.probe()
                                        .events(TrialEvent.Released.class)
                                        .size()
                                == started);
            }

            assertThat(fixture.probe().events(TrialEvent.Started.class).stream().map(TrialEvent::attempt))
                    .doesNotHaveDuplicates()
                    .isSorted()
                    .hasSize(11);
        }
    }
}

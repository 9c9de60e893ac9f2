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
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void everyTrialIsDeliveredExactlyOnceWhenNothingFails() throws Exception {
        int trials = 300;
        try (WorkerFixture place = WorkerFixture.withLock(Duration.ofSeconds(15))) {
            place.hire("one");
            place.hire("two");
            for (long trial = 1; trial <= trials; trial++) {
                place.probe().publishLater(BusProbe.assignment(trial, BusProbe.noop(trial)));
            }
            await().atMost(PATIENCE)
                    .until(() -> place.probe().events(TrialEvent.Finished.class).size() >= trials);

            List<TrialEvent> events = place.probe().events();
            assertThat(events).hasSize(2 * trials).allMatch(event -> event.attempt() == 1);
            assertThat(events.stream().collect(groupingBy(TrialEvent::trialId, counting())))
                    .hasSize(trials)
                    .allSatisfy((trial, count) -> assertThat(count).isEqualTo(2));
            assertThat(place.probe().events(TrialEvent.Finished.class))
                    .allSatisfy(event -> assertThat(event.metrics()).containsExactly(Map.entry("noop/done", 1.0)));
            assertThat(events.stream().map(TrialEvent::worker).distinct()).containsExactlyInAnyOrder("one", "two");
        }
    }

    @Test
    void theFirstTrialDoesNotWaitForKafkasSlowFirstHeartbeat() throws Exception {
        try (WorkerFixture place = WorkerFixture.withLock(Duration.ofSeconds(15))) {
            place.probe().publish(BusProbe.assignment(1, BusProbe.noop(1)));
            place.hire("one");

            await().atMost(Duration.ofSeconds(4))
                    .until(() -> !place.probe().events().isEmpty());
        }
    }

    @Test
    void aRealTrialIsReportedFromItsStartToItsEnd() throws Exception {
        try (WorkerFixture place = WorkerFixture.withLock(Duration.ofSeconds(15))) {
            place.hire("one");
            place.probe().publish(BusProbe.assignment(7, WorkerFixture.graphTrial(30)));
            await().atMost(PATIENCE)
                    .until(() ->
                            !place.probe().events(TrialEvent.Finished.class).isEmpty());

            List<TrialEvent> events = place.probe().events();
            assertThat(events.get(0)).isInstanceOfSatisfying(TrialEvent.Started.class, started -> {
                assertThat(started.epochs()).isEqualTo(30);
                assertThat(started.firstEpoch()).isEqualTo(1);
            });
            assertThat(events).isSortedAccordingTo((a, b) -> Long.compare(a.sequence(), b.sequence()));
            assertThat(place.probe().events(TrialEvent.Measured.class).stream()
                            .flatMap(measured -> measured.points().stream())
                            .filter(point -> point.name().equals("train/loss"))
                            .map(point -> point.step()))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 30).boxed().toList());
            assertThat(place.probe().events(TrialEvent.Finished.class).get(0).metrics())
                    .containsKey("test/accuracy");
        }
    }

    @Test
    void aMalformedAssignmentGoesAloneToTheDeadLetters() throws Exception {
        try (WorkerFixture place = WorkerFixture.withLock(Duration.ofSeconds(15))) {
            place.probe().publish(BusProbe.assignment(1, BusProbe.noop(1)));
            place.probe().publishRaw("{\"schemaVersion\":1,\"trialId\":2}");
            place.probe().publish(BusProbe.assignment(3, BusProbe.noop(3)));
            place.hire("one");
            await().atMost(PATIENCE)
                    .until(() -> place.probe().events(TrialEvent.Finished.class).size() == 2
                            && !place.probe().deadLetters().isEmpty());

            assertThat(place.probe().deadLetters()).singleElement().satisfies(dead -> {
                assertThat(new String(dead.value(), StandardCharsets.UTF_8)).contains("\"trialId\":2");
                assertThat(new String(dead.headers().lastHeader("reason").value(), StandardCharsets.UTF_8))
                        .isEqualTo("sweepId: is missing");
            });
        }
    }

    @Test
    void aTrialLongerThanTheLockStaysWithItsWorker() throws Exception {
        try (WorkerFixture place = WorkerFixture.withLock(Duration.ofSeconds(1))) {
            place.hire("one", WorkerFixture.lasting(Duration.ofSeconds(4)));
            place.probe().publish(BusProbe.assignment(1, BusProbe.noop(1)));
            await().atMost(PATIENCE).until(() -> !place.probe().events().isEmpty());
            place.hire("two", WorkerFixture.lasting(Duration.ZERO));
            await().atMost(PATIENCE)
                    .until(() ->
                            !place.probe().events(TrialEvent.Finished.class).isEmpty());

            assertThat(place.probe().events())
                    .hasSize(2)
                    .allMatch(event -> event.worker().equals("one") && event.attempt() == 1);
        }
    }

    @Test
    void aWorkerThatTrainsSaysSoRegularly() throws Exception {
        try (WorkerFixture place = WorkerFixture.withLock(Duration.ofSeconds(15))) {
            place.hire("one", WorkerFixture.lasting(Duration.ofSeconds(6)));
            place.probe().publish(BusProbe.assignment(1, BusProbe.noop(1)));
            await().atMost(PATIENCE)
                    .until(() ->
                            !place.probe().events(TrialEvent.Finished.class).isEmpty());

            assertThat(place.probe().events(TrialEvent.Heartbeat.class)).hasSizeBetween(1, 2);
        }
    }

    @Test
    void aTrialThatThrowsIsReportedWithItsCauseAndTheWorkerGoesOn() throws Exception {
        try (WorkerFixture place = WorkerFixture.withLock(Duration.ofSeconds(15))) {
            place.hire("one", (spec, observer, stop) -> {
                if (spec.seed() == 1) {
                    throw new OutOfMemoryError("Java heap space");
                }
                return WorkerFixture.result(TrainingResult.Status.COMPLETED, 1);
            });
            place.probe().publish(BusProbe.assignment(1, BusProbe.noop(1)));
            place.probe().publish(BusProbe.assignment(2, BusProbe.noop(2)));
            await().atMost(PATIENCE)
                    .until(() ->
                            !place.probe().events(TrialEvent.Finished.class).isEmpty());

            assertThat(place.probe().events(TrialEvent.Failed.class))
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
    void aMissingDatasetIsReportedAsSuch() throws Exception {
        TrialSpec cora = new TrialSpec(
                "cora",
                "deep-gcn",
                "none",
                Protocol.PAPER,
                0,
                new TreeMap<>(WorkerFixture.graphTrial(1).parameters()));
        try (WorkerFixture place = WorkerFixture.withLock(Duration.ofSeconds(15))) {
            place.hire("one");
            place.probe().publish(BusProbe.assignment(1, cora));
            await().atMost(PATIENCE).until(() -> !place.probe().events().isEmpty());

            assertThat(place.probe().events())
                    .singleElement()
                    .isInstanceOfSatisfying(TrialEvent.Failed.class, failed -> assertThat(failed.kind())
                            .isEqualTo(FailureKind.DATASET));
        }
    }

    @Test
    void aTrialPastItsTimeLimitFails() throws Exception {
        try (WorkerFixture place = WorkerFixture.withLock(Duration.ofSeconds(15))) {
            place.hire("one", WorkerFixture.endless());
            place.probe().publish(BusProbe.limited(1, BusProbe.noop(1), Duration.ofMillis(300)));
            await().atMost(PATIENCE)
                    .until(() -> !place.probe().events(TrialEvent.Failed.class).isEmpty());

            assertThat(place.probe().events(TrialEvent.Failed.class).get(0).kind())
                    .isEqualTo(FailureKind.TIME_LIMIT);
        }
    }

    @Test
    void aCancelledTrialEndsAndTheNextBegins() throws Exception {
        try (WorkerFixture place = WorkerFixture.withLock(Duration.ofSeconds(15))) {
            place.hire("one", WorkerFixture.endless());
            place.probe().publish(BusProbe.assignment(1, BusProbe.noop(1)));
            await().atMost(PATIENCE).until(() -> !place.probe().events().isEmpty());
            place.probe().command(new ControlCommand(Scope.TRIAL, 1, Action.CANCEL, Instant.now()));
            place.probe().publish(BusProbe.assignment(2, BusProbe.noop(2)));
            await().atMost(PATIENCE)
                    .until(() -> place.probe().events(TrialEvent.Started.class).size() == 2);

            assertThat(place.probe().events(TrialEvent.Released.class))
                    .singleElement()
                    .satisfies(released -> {
                        assertThat(released.trialId()).isEqualTo(1);
                        assertThat(released.reason()).isEqualTo("cancelled");
                    });
            assertThat(place.probe().events(TrialEvent.Started.class).get(1).trialId())
                    .isEqualTo(2);
        }
    }

    @Test
    void aStoppedSweepsWaitingTrialsAreGivenUpAndTheOneUnderWayGoesOn() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (WorkerFixture place = WorkerFixture.withLock(Duration.ofSeconds(15))) {
            place.hire("one", (spec, observer, stop) -> {
                observer.started(WorkerFixture.provenance(), 1, 1);
                end.await();
                return WorkerFixture.result(TrainingResult.Status.COMPLETED, 1);
            });
            place.probe().publish(BusProbe.assignment(1, BusProbe.noop(1)));
            place.probe().publish(BusProbe.assignment(2, BusProbe.noop(2)));
            await().atMost(PATIENCE).until(() -> !place.probe().events().isEmpty());
            place.probe().command(new ControlCommand(Scope.SWEEP, 1, Action.STOP, Instant.now()));
            // A worker that starts now reads the command before it takes a trial.
            place.hire("two", WorkerFixture.lasting(Duration.ZERO));
            await().atMost(PATIENCE)
                    .until(() ->
                            !place.probe().events(TrialEvent.Released.class).isEmpty());
            end.countDown();
            await().atMost(PATIENCE)
                    .until(() ->
                            !place.probe().events(TrialEvent.Finished.class).isEmpty());

            assertThat(place.probe().events(TrialEvent.Finished.class))
                    .extracting(TrialEvent::trialId)
                    .containsExactly(1L);
            assertThat(place.probe().events(TrialEvent.Released.class))
                    .extracting(TrialEvent::trialId)
                    .containsExactly(2L);
        }
    }

    @Test
    void whatIsPublishedAfterACommandOrAfterItsRevocationRuns() throws Exception {
        try (WorkerFixture place = WorkerFixture.withLock(Duration.ofSeconds(15))) {
            Instant before = Instant.now().minusSeconds(60);
            place.probe().command(new ControlCommand(Scope.TRIAL, 1, Action.CANCEL, before));
            place.probe()
                    .command(new ControlCommand(
                            Scope.SWEEP, 1, Action.CANCEL, Instant.now().plusSeconds(60)));
            place.probe().command(new ControlCommand(Scope.SWEEP, 1, Action.RESUME, Instant.now()));
            place.probe().publish(BusProbe.assignment(1, BusProbe.noop(1)));
            place.hire("one");
            await().atMost(PATIENCE)
                    .until(() ->
                            !place.probe().events(TrialEvent.Finished.class).isEmpty());
        }
    }

    @Test
    void aWorkerThatIsToldToStopGivesItsTrialToAnother() throws Exception {
        try (WorkerFixture place = WorkerFixture.withLock(Duration.ofSeconds(15))) {
            Worker one = place.hire("one", WorkerFixture.endless());
            place.probe().publish(BusProbe.assignment(1, BusProbe.noop(1)));
            await().atMost(PATIENCE).until(() -> !place.probe().events().isEmpty());
            place.hire("two", WorkerFixture.lasting(Duration.ZERO));
            one.stop();
            await().atMost(PATIENCE)
                    .until(() ->
                            !place.probe().events(TrialEvent.Finished.class).isEmpty());

            assertThat(place.probe().events(TrialEvent.Released.class))
                    .singleElement()
                    .satisfies(released -> assertThat(released.attempt()).isEqualTo(1));
            assertThat(place.probe().events(TrialEvent.Finished.class))
                    .singleElement()
                    .satisfies(finished -> {
                        assertThat(finished.worker()).isEqualTo("two");
                        assertThat(finished.attempt()).isEqualTo(2);
                    });
        }
    }

    @Test
    void aTrainingThatIgnoresItsStopSignalIsAbandonedInTime() throws Exception {
        try (WorkerFixture place = WorkerFixture.withLock(Duration.ofSeconds(15))) {
            Worker one = place.hire("one", WorkerFixture.lasting(Duration.ofSeconds(40)));
            place.probe().publish(BusProbe.assignment(1, BusProbe.noop(1)));
            await().atMost(PATIENCE).until(() -> !place.probe().events().isEmpty());
            one.stop();

            await().atMost(Duration.ofSeconds(10))
                    .until(() ->
                            !place.probe().events(TrialEvent.Released.class).isEmpty());
        }
    }

    @Test
    void aSecondWorkerWaitsForTheOneThatStillWritesTheTrialsCheckpoints(@TempDir Path checkpoints) throws Exception {
        TrialSpec spec = BusProbe.noop(1);
        try (WorkerFixture place = WorkerFixture.withLock(Duration.ofSeconds(15));
                OtherProcessLock other = OtherProcessLock.on(checkpoints, spec.hash())) {
            place.hire("one", Optional.of(checkpoints));
            place.probe().publish(BusProbe.assignment(1, spec));
            Thread.sleep(1500);
            assertThat(place.probe().events()).isEmpty();
            other.letGo();
            await().atMost(PATIENCE)
                    .until(() ->
                            !place.probe().events(TrialEvent.Finished.class).isEmpty());
        }
    }

    @Test
    void aTrialGivenBackManyTimesIsNotDroppedByKafka() throws Exception {
        try (WorkerFixture place = WorkerFixture.withLock(Duration.ofSeconds(15))) {
            place.probe().publish(BusProbe.assignment(1, BusProbe.noop(1)));
            for (int time = 1; time <= 11; time++) {
                int started = time;
                Worker worker = place.hire("worker-" + time, WorkerFixture.endless());
                await().atMost(PATIENCE)
                        .until(() ->
                                place.probe().events(TrialEvent.Started.class).size() == started);
                worker.stop();
                await().atMost(PATIENCE)
                        .until(() ->
                                place.probe().events(TrialEvent.Released.class).size() == started);
            }

            assertThat(place.probe().events(TrialEvent.Started.class).stream().map(TrialEvent::attempt))
                    .doesNotHaveDuplicates()
                    .isSorted()
                    .hasSize(11);
        }
    }
}

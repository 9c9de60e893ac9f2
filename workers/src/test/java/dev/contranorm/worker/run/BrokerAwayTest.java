package dev.contranorm.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.contranorm.worker.bus.BusProbe;
import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.worker.bus.Topics;
import dev.contranorm.worker.bus.TrialEvent;
import dev.contranorm.worker.local.LocalBroker;
import dev.contranorm.worker.local.LocalBrokerSettings;
import dev.contranorm.zoo.train.TrainingResult;
import dev.contranorm.zoo.train.task.MetricPoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class BrokerAwayTest {
    @TempDir
    Path folder;

    @Test
    void trainingGoesOnWhileTheBrokerIsUnreachableAndNoEventIsLost() throws Exception {
        CountDownLatch away = new CountDownLatch(1);
        CountDownLatch wentOn = new CountDownLatch(1);
        CountDownLatch back = new CountDownLatch(1);
        LocalBroker broker = LocalBroker.start(new LocalBrokerSettings(folder, 0));
        BusSettings bus = new BusSettings(
                broker.bootstrapServers(), "away", 1, 1, (short) 1, Duration.ofSeconds(1), new TreeMap<>());
        Topics.ensure(bus);
        try (WorkerFixture fixture = new WorkerFixture(bus)) {
            fixture.start("one", (spec, observer, stop) -> {
                observer.started(WorkerFixture.provenance(), 3, 1);
                observer.measured(1, List.of(new MetricPoint("train/loss", 1, 3)));
                if (spec.seed() == 1) {
                    away.await();
                    // Enough points to be sent at once.
                    observer.measured(2, Collections.nCopies(600, new MetricPoint("train/loss", 2, 2)));
                    wentOn.countDown();
                    back.await();
                }
                observer.measured(3, List.of(new MetricPoint("train/loss", 3, 1)));
                return WorkerFixture.result(TrainingResult.Status.COMPLETED, 3);
            });
            for (long trial = 1; trial <= 3; trial++) {
                fixture.probe().publish(BusProbe.assignment(trial, BusProbe.noop(trial)));
            }
            await().until(() -> !fixture.probe().events().isEmpty());
            broker.close();
            // Longer than the lock, so that renewals fail and the lock is certainly lost.
            Thread.sleep(2500);
            away.countDown();
            assertThat(wentOn.await(5, TimeUnit.SECONDS))
                    .as("training does not wait for the broker")
                    .isTrue();
            broker = LocalBroker.start(new LocalBrokerSettings(folder, 0));
            back.countDown();
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> fixture.probe().events(TrialEvent.Finished.class).stream()
                                    .map(TrialEvent::trialId)
                                    .distinct()
                                    .count()
                            == 3);

            assertThat(fixture.probe().events(TrialEvent.Measured.class).stream()
                            .filter(event -> event.trialId() == 1)
                            .flatMap(event -> event.points().stream())
                            .map(MetricPoint::step))
                    .containsAll(
                            IntStream.rangeClosed(1, 3).mapToObj(Long::valueOf).toList());
            assertThat(fixture.probe().events(TrialEvent.Finished.class).stream()
                            .filter(event -> event.trialId() == 1))
                    .as("the running trial is trained once")
                    .hasSize(1);
        } finally {
            broker.close();
        }
    }

    @Test
    void anIdleWorkerTakesTrialsAgainWhenTheBrokerIsBack() throws Exception {
        LocalBroker broker = LocalBroker.start(new LocalBrokerSettings(folder, 0));
        BusSettings bus = new BusSettings(
                broker.bootstrapServers(), "idle", 1, 1, (short) 1, Duration.ofSeconds(5), new TreeMap<>());
        Topics.ensure(bus);
        try (WorkerFixture fixture = new WorkerFixture(bus)) {
            fixture.start("one", WorkerFixture.lasting(Duration.ZERO));
            fixture.probe().publish(BusProbe.assignment(1, BusProbe.noop(1)));
            await().until(() ->
                    !fixture.probe().events(TrialEvent.Finished.class).isEmpty());
            broker.close();
            Thread.sleep(2000);
            broker = LocalBroker.start(new LocalBrokerSettings(folder, 0));
            fixture.probe().publish(BusProbe.assignment(2, BusProbe.noop(2)));

            await().atMost(Duration.ofSeconds(40))
                    .until(() -> fixture.probe().events(TrialEvent.Finished.class).stream()
                            .anyMatch(event -> event.trialId() == 2));
        } finally {
            broker.close();
        }
    }
}

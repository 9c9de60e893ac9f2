package dev.contranorm.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.contranorm.worker.bus.BusProbe;
import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.worker.bus.TrialEvent;
import dev.contranorm.worker.local.SharedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class WorkerProcessTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(45);
    private static final int ENDLESS = 1_000_000;

    @TempDir
    Path checkpoints;

    @Test
    void aTerminatedWorkerSavesACheckpointReleasesItsTrialAndExitsWithZero() throws Exception {
        BusSettings bus = SharedBroker.topics(Duration.ofSeconds(15));
        try (BusProbe probe = new BusProbe(bus);
                WorkerProcess one = start(bus, "one")) {
            probe.publish(BusProbe.assignment(1, WorkerFixture.graphTrial(ENDLESS)));
            await().atMost(TIMEOUT)
                    .until(() -> !probe.events(TrialEvent.Measured.class).isEmpty());
            one.terminate();

            assertThat(one.exit(10)).isZero();
            await().atMost(TIMEOUT)
                    .until(() -> !probe.events(TrialEvent.Released.class).isEmpty());
            assertThat(probe.events(TrialEvent.Checkpointed.class)).isNotEmpty().allSatisfy(event -> assertThat(
                            CheckpointDigest.of(Path.of(event.location()).getParent())
                                    .bytes())
                    .isPositive());
        }
    }

    @Test
    void aKilledWorkersTrialResumesOnAnotherWorkerFromItsCheckpoint() throws Exception {
        BusSettings bus = SharedBroker.topics(Duration.ofSeconds(2));
        try (BusProbe probe = new BusProbe(bus);
                WorkerProcess one = start(bus, "one")) {
            probe.publish(BusProbe.assignment(1, WorkerFixture.graphTrial(ENDLESS)));
            await().atMost(TIMEOUT)
                    .until(() -> !probe.events(TrialEvent.Checkpointed.class).isEmpty());
            one.kill();
            try (WorkerProcess two = start(bus, "two")) {
                await().atMost(TIMEOUT)
                        .until(() -> probe.events(TrialEvent.Started.class).size() == 2);

                TrialEvent.Started again =
                        probe.events(TrialEvent.Started.class).get(1);
                assertThat(again.worker()).isEqualTo("two");
                assertThat(again.attempt()).isEqualTo(2);
                assertThat(again.firstEpoch()).isGreaterThan(1);
                two.terminate();
                assertThat(two.exit(10)).isZero();
            }
        }
    }

    @Test
    void aChildEndsWithItsParent() throws Exception {
        BusSettings bus = SharedBroker.topics(Duration.ofSeconds(15));
        try (BusProbe probe = new BusProbe(bus);
                WorkerProcess one = start(bus, "one")) {
            probe.publish(BusProbe.assignment(1, BusProbe.noop(1)));
            await().atMost(TIMEOUT)
                    .until(() -> !probe.events(TrialEvent.Finished.class).isEmpty());
            one.process().getOutputStream().close();

            assertThat(one.exit(10)).isZero();
        }
    }

    @Test
    void aWorkerWithoutTrialsEndsAfterItsIdleTime() throws Exception {
        BusSettings bus = SharedBroker.topics(Duration.ofSeconds(15));
        try (WorkerProcess one = WorkerProcess.start(bus, "one", Map.of("SWEEP_WORKER_IDLE_SECONDS", "1"))) {
            assertThat(one.exit(30)).isZero();
        }
    }

    @Test
    void aWrongSettingHasItsOwnExitCode() throws Exception {
        BusSettings bus = SharedBroker.topics(Duration.ofSeconds(15));
        try (WorkerProcess one = WorkerProcess.start(bus, "one", Map.of("SWEEP_WORKER_THREADS", "many"))) {
            assertThat(one.exit(30)).isEqualTo(2);
            assertThat(one.output())
                    .contains("worker: SWEEP_WORKER_THREADS: 'many' is not a whole number; allowed: 1 to 1024");
        }
    }

    private WorkerProcess start(BusSettings bus, String name) throws Exception {
        return WorkerProcess.start(
                bus, name, Map.of("SWEEP_CHECKPOINTS", checkpoints.toString(), "SWEEP_CHECKPOINT_SECONDS", "1"));
    }
}

package dev.contranorm.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.contranorm.worker.bus.BusProbe;
import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.worker.bus.TrialEvent;
import dev.contranorm.worker.local.SharedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("chaos")
@Timeout(280)
class ChaosTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    @TempDir
    Path checkpoints;

    @TempDir
    Path others;

    @Test
    void aTrialThatWasKilledTwiceEndsWithTheSameNumbersBitForBit() throws Exception {
        BusSettings bus = SharedBroker.topics(Duration.ofSeconds(2));
        try (BusProbe probe = new BusProbe(bus)) {
            probe.publish(BusProbe.assignment(1, WorkerFixture.graphTrial(6000)));
            for (int life = 1; life <= 2; life++) {
                int lives = life;
                try (WorkerProcess worker = start(bus, "life-" + life, checkpoints)) {
                    await().atMost(TIMEOUT).until(() -> probe.events(TrialEvent.Checkpointed.class).stream()
                            .anyMatch(event -> event.attempt() == lives));
                    worker.kill();
                }
            }
            try (WorkerProcess worker = start(bus, "last", checkpoints)) {
                SortedMap<String, Double> killed = finished(probe, 1);
                worker.terminate();
                assertThat(worker.exit(10)).isZero();
                assertThat(probe.events(TrialEvent.Started.class))
                        .extracting(TrialEvent::attempt)
                        .containsExactly(1, 2, 3);
                probe.publish(BusProbe.assignment(2, WorkerFixture.graphTrial(6000)));
                try (WorkerProcess undisturbed = start(bus, "undisturbed", others)) {
                    assertThat(finished(probe, 2)).isEqualTo(killed);
                    undisturbed.terminate();
                }
            }
        }
    }

    private static SortedMap<String, Double> finished(BusProbe probe, long trial) {
        await().atMost(TIMEOUT).until(() -> probe.events(TrialEvent.Finished.class).stream()
                .anyMatch(event -> event.trialId() == trial));
        return probe.events(TrialEvent.Finished.class).stream()
                .filter(event -> event.trialId() == trial)
                .findFirst()
                .orElseThrow()
                .metrics();
    }

    @Test
    void noTrialIsLostWhileWorkersAreKilledOverAndOver() throws Exception {
        int trials = 3000;
        BusSettings bus = SharedBroker.topics(Duration.ofSeconds(2));
        try (BusProbe probe = new BusProbe(bus)) {
            for (long trial = 1; trial <= trials; trial++) {
                probe.publishLater(BusProbe.assignment(trial, BusProbe.noop(trial)));
            }
            List<WorkerProcess> workers = new ArrayList<>();
            try {
                for (int kill = 0; kill < 5; kill++) {
                    workers.add(start(bus, "worker-" + kill, checkpoints));
                    int before = probe.events().size();
                    await().atMost(TIMEOUT).until(() -> probe.events().size() > before + 100);
                    if (kill < 4) {
                        workers.get(kill).kill();
                    }
                }
                await().atMost(TIMEOUT)
                        .until(() -> probe.events(TrialEvent.Finished.class).stream()
                                        .map(TrialEvent::trialId)
                                        .distinct()
                                        .count()
                                == trials);
                // Each kill may repeat the one trial that was running.
                assertThat(probe.events(TrialEvent.Finished.class)).hasSizeBetween(trials, trials + 4);
            } finally {
                workers.forEach(WorkerProcess::close);
            }
        }
    }

    private static WorkerProcess start(BusSettings bus, String name, Path checkpoints) throws Exception {
        return WorkerProcess.start(
                bus, name, Map.of("SWEEP_CHECKPOINTS", checkpoints.toString(), "SWEEP_CHECKPOINT_SECONDS", "1"));
    }
}

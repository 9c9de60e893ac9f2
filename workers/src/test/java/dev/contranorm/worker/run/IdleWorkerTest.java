package dev.contranorm.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.contranorm.worker.bus.BusProbe;
import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.worker.bus.TrialEvent;
import dev.contranorm.worker.local.SharedBroker;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("bench")
class IdleWorkerTest {
    @Test
    void anIdleWorkerUsesLessThanTwoPercentOfACore() throws Exception {
        BusSettings bus = SharedBroker.topics(Duration.ofSeconds(15));
        try (BusProbe probe = new BusProbe(bus);
                WorkerProcess worker = WorkerProcess.start(bus, "idle", Map.of())) {
            probe.publish(BusProbe.assignment(1, BusProbe.noop(1)));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !probe.events(TrialEvent.Finished.class).isEmpty());
            // The JIT compilers finish what the start has queued.
            Thread.sleep(10_000);
            Duration before = cpu(worker);
            long begin = System.nanoTime();
            Thread.sleep(30_000);
            double share = cpu(worker).minus(before).toNanos() / (double) (System.nanoTime() - begin);

            System.out.printf("an idle worker: %.2f %% of a core%n", 100 * share);
            assertThat(share).isLessThan(0.02);
        }
    }

    private static Duration cpu(WorkerProcess worker) {
        return worker.process().info().totalCpuDuration().orElseThrow();
    }
}

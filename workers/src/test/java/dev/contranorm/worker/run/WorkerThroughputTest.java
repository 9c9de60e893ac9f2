package dev.contranorm.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contranorm.worker.bus.BusProbe;
import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.worker.bus.TrialEvent;
import dev.contranorm.worker.local.SharedBroker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("bench")
class WorkerThroughputTest {
    private static final int TRIALS = Integer.getInteger("bench.trials", 10_000);

    @Test
    void twoWorkersTakeThousandsOfTrialsAtMoreThanThreeHundredASecond() throws Exception {
        BusSettings bus = SharedBroker.topics(Duration.ofSeconds(15));
        try (BusProbe probe = new BusProbe(bus)) {
            Future<?> last = null;
            for (int trial = 1; trial <= TRIALS; trial++) {
                last = probe.publishLater(BusProbe.assignment(trial, BusProbe.noop(trial)));
            }
            last.get();
            try (WorkerProcess one = WorkerProcess.start(
                            bus,
                            "one",
                            System.getenv("WOPT") == null
                                    ? Map.of()
                                    : Map.of("JAVA_TOOL_OPTIONS", System.getenv("WOPT")));
                    WorkerProcess two = WorkerProcess.start(bus, "two", Map.of())) {
                while (probe.events().isEmpty()) {
                    Thread.onSpinWait();
                }
                long begin = System.nanoTime();
                int events = 0;
                StringBuilder course = new StringBuilder();
                for (int quarter = 1; quarter <= 4; quarter++) {
                    long start = System.nanoTime();
                    int before = events;
                    while (events < TRIALS / 2 * quarter) {
                        events = probe.events().size();
                        Thread.sleep(100);
                    }
                    course.append(Math.round((events - before) / 2 / ((System.nanoTime() - start) / 1e9)))
                            .append(' ');
                }
                double seconds = (System.nanoTime() - begin) / 1e9;
                System.out.printf(
                        "%d trials in %.2f s: %.0f trials/s (by quarters %s), CPU of the workers %s and %s%n",
                        TRIALS,
                        seconds,
                        TRIALS / seconds,
                        course,
                        one.process().info().totalCpuDuration(),
                        two.process().info().totalCpuDuration());
                assertThat(probe.events(TrialEvent.Finished.class).stream()
                                .map(TrialEvent::trialId)
                                .distinct())
                        .hasSize(TRIALS);
                assertThat(TRIALS / seconds).isGreaterThan(300);
            }
        }
    }
}

package dev.contranorm.orchestrator.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.contranorm.orchestrator.local.home.SweepHome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real worker processes without a broker: they start, crash, are started again, and stop. */
class WorkerSlotTest {
    @TempDir
    private Path folder;

    @Test
    void aWorkerThatIsKilledIsStartedAgain() throws Exception {
        SweepHome home = new SweepHome(folder);
        home.create();
        try (WorkerPool pool = WorkerPool.start(command(""), 1, home)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> pool.processes().size() == 1);
            long first = pool.processes().get(0);

            ProcessHandle.of(first).orElseThrow().destroyForcibly();

            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            pool.processes().size() == 1 && pool.processes().get(0) != first);
            assertThat(pool.failure()).isEmpty();
        }
    }

    @Test
    void aWorkerThatCannotStartIsGivenUpWithTheReason() {
        SweepHome home = new SweepHome(folder);
        home.create();
        WorkerSlot slot = new WorkerSlot(
                "worker-1",
                command("-XX:ThisOptionDoesNotExist"),
                home.logs().resolve("worker-1.log"),
                new RestartDelay(Duration.ofMillis(10), 2, Duration.ofMinutes(1)));

        slot.start();

        await().atMost(Duration.ofSeconds(30)).until(() -> slot.failure().isPresent());
        assertThat(slot.failure().orElseThrow())
                .contains("worker-1 ended with code 1")
                .contains("worker-1.log");
        assertThat(home.logs().resolve("worker-1.log")).content().contains("ThisOptionDoesNotExist");
    }

    @Test
    void theEnvironmentTellsTheWorkerWhatItNeeds() {
        Map<String, String> variables = new WorkerCommand(
                        "127.0.0.1:9",
                        Optional.of(Path.of("/data")),
                        Path.of("/checkpoints"),
                        2,
                        Map.of("KAFKA_SASL_MECHANISM", "PLAIN"))
                .variables("worker-3");

        assertThat(variables)
                .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9")
                .containsEntry("KAFKA_SASL_MECHANISM", "PLAIN")
                .containsEntry("SWEEP_DATA", "/data")
                .containsEntry("SWEEP_CHECKPOINTS", "/checkpoints")
                .containsEntry("SWEEP_WORKER_THREADS", "2")
                .containsEntry("SWEEP_WORKER_NAME", "worker-3");
    }

    private WorkerCommand command(String options) {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment.put("SWEEP_WORKER_JAVA_OPTIONS", options);
        // Nobody listens there: the worker lives and waits for a broker.
        return new WorkerCommand("127.0.0.1:9", Optional.empty(), folder.resolve("checkpoints"), 1, environment);
    }
}

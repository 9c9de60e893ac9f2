package dev.contranorm.orchestrator.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.contranorm.db.Database;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.trial.TrialState;
import dev.contranorm.orchestrator.Infrastructure;
import dev.contranorm.orchestrator.NoopSweeps;
import dev.contranorm.orchestrator.http.HttpSettings;
import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.worker.local.LocalBroker;
import dev.contranorm.worker.local.LocalBrokerSettings;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker of the test's own that is away at the start, comes, goes, and comes back as another one. */
class BrokerAwayTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private LocalBroker broker;

    /** After the runtime: without a broker its shutdown takes its whole patience. */
    @AfterEach
    void stopBroker() {
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void theOrchestratorStartsWithoutABrokerConnectsWhenItComesAndOutlivesItsLoss(@TempDir Path folder)
            throws Exception {
        int port = freePort();
        BusSettings bus = BusSettings.local("127.0.0.1:" + port);
        try (Database database = Infrastructure.database();
                OrchestratorRuntime runtime = OrchestratorRuntime.start(
                        database, bus, RuntimeSettings.of(Optional.of(HttpSettings.local(0))));
                BusAdmin admin = new BusAdmin(bus)) {
            HttpResponse<String> ready = ready(runtime);
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("127.0.0.1:" + port).contains("KAFKA_BOOTSTRAP_SERVERS");
            Sweep sweep = runtime.sweeps()
                    .submit(NoopSweeps.definition("patient", 10))
                    .sweep();
            await().atMost(SOON).until(() -> count(database, sweep, TrialState.PENDING) == 10);

            broker = LocalBroker.start(new LocalBrokerSettings(folder.resolve("one"), port));
            await().atMost(SOON).until(() -> count(database, sweep, TrialState.QUEUED) == 10);
            await().atMost(SOON).until(() -> ready(runtime).statusCode() == 200);
            broker.close();
            await().atMost(SOON).until(() -> ready(runtime).statusCode() == 503);

            // Another broker at the same address knows nothing: what was queued on the old one is published again.
            broker = LocalBroker.start(new LocalBrokerSettings(folder.resolve("two"), port));
            await().atMost(SOON)
                    .ignoreExceptions()
                    .until(() -> admin.end(bus.trials()).offsets().get(0) == 10);
            await().atMost(SOON).until(() -> count(database, sweep, TrialState.QUEUED) == 10);
        }
    }

    private static long count(Database database, Sweep sweep, TrialState state) {
        return database.sweeps().progress(sweep.id()).count(state);
    }

    private static HttpResponse<String> ready(OrchestratorRuntime runtime) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        runtime.address().orElseThrow().resolve("/health/ready"))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

package dev.contranorm.orchestrator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.contranorm.db.Database;
import dev.contranorm.orchestrator.Infrastructure;
import dev.contranorm.orchestrator.NoopSweeps;
import dev.contranorm.orchestrator.route.OrchestratorRuntime;
import dev.contranorm.orchestrator.route.RuntimeSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatabaseAwayTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void whileTheDatabaseIsAwayTheApiSaysSoAndAfterwardsItWorksAgain() throws Exception {
        Infrastructure.TestDatabase place = Infrastructure.testDatabase();
        try (Database database = place.open();
                OrchestratorRuntime runtime = OrchestratorRuntime.start(
                        database, Infrastructure.bus(), RuntimeSettings.of(Optional.of(HttpSettings.local(0))))) {
            URI address = runtime.address().orElseThrow();
            await().atMost(SOON).until(() -> get(address, "/health/ready").statusCode() == 200);

            place.takeAway();

            assertAway(get(address, "/api/v1/sweeps"));
            assertAway(submit(address));
            HttpResponse<String> ready = get(address, "/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("database");
            assertThat(get(address, "/health/live").statusCode()).isEqualTo(200);
            assertThat(get(address, "/metrics").statusCode()).isEqualTo(200);

            place.bringBack();

            await().atMost(SOON).until(() -> get(address, "/health/ready").statusCode() == 200);
            assertThat(submit(address).statusCode()).isEqualTo(202);
        }
    }

    private static void assertAway(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
        assertThat(response.body()).contains("PostgreSQL at").doesNotContain("Exception");
    }

    private static HttpResponse<String> get(URI address, String path) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> submit(URI address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/api/v1/sweeps"))
                .header("Content-Type", "application/yaml")
                .POST(BodyPublishers.ofString(NoopSweeps.yaml("away", 1)))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }
}

package dev.contranorm.orchestrator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.contranorm.db.Database;
import dev.contranorm.orchestrator.Infrastructure;
import dev.contranorm.orchestrator.NoopSweeps;
import dev.contranorm.orchestrator.route.OrchestratorRuntime;
import dev.contranorm.orchestrator.route.RuntimeSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The API over the running orchestrator. Every answer is checked against the description. */
class HttpApiTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Description DESCRIPTION = new Description();
    private static Database database;
    private static OrchestratorRuntime runtime;
    private static URI address;

    @BeforeAll
    static void start() {
        database = Infrastructure.database();
        runtime = OrchestratorRuntime.start(
                database, Infrastructure.bus(), RuntimeSettings.of(Optional.of(HttpSettings.local(0))));
        address = runtime.address().orElseThrow();
    }

    @AfterAll
    static void stop() {
        runtime.close();
        database.close();
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send("GET", path, BodyPublishers.noBody(), null);
    }

    private static HttpResponse<String> post(String path) throws Exception {
        return send("POST", path, BodyPublishers.noBody(), null);
    }

    private static HttpResponse<String> submit(String yaml) throws Exception {
        return send("POST", "/api/v1/sweeps", BodyPublishers.ofString(yaml), "application/yaml");
    }

    private static HttpResponse<String> send(String method, String path, BodyPublisher body, String type)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body);
        if (type != null) {
            request.header("Content-Type", type);
        }
        HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
        DESCRIPTION.check(method, response);
        return response;
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return MAPPER.readTree(response.body());
    }

    private static long submitted(String name, int trials, String... more) throws Exception {
        return json(submit(NoopSweeps.yaml(name, trials, more))).at("/sweep/id").asLong();
    }

    private static void awaitExpanded(long sweep) {
        await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> database.sweeps()
                                .find(sweep)
                                .orElseThrow()
                                .state()
                                .label(),
                        state -> !state.equals("expanding"));
    }

    @Test
    void theDescriptionNamesExactlyWhatIsServed() {
        assertThat(DESCRIPTION.operations()).containsExactlyInAnyOrderElementsOf(Description.served(runtime.context()));
    }

    @Test
    void aSubmissionIsAcceptedWithTheSweepsAddressAndExpandedElsewhere() throws Exception {
        HttpResponse<String> response = submit(NoopSweeps.yaml("accepted", 3));

        assertThat(response.statusCode()).isEqualTo(202);
        String location = response.headers().firstValue("Location").orElseThrow();
        assertThat(location).isEqualTo("/api/v1/sweeps/" + json(response).at("/sweep/id"));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        json(get(location)).at("/sweep/expandedTrials").asInt())
                .isEqualTo(3));
    }

    @Test
    void theSameDefinitionGivesTheSameSweep() throws Exception {
        assertThat(submitted("twice", 2)).isEqualTo(submitted("twice", 2));
    }

    @Test
    void everyProblemOfADefinitionIsReportedAtOnce() throws Exception {
        HttpResponse<String> response =
                submit(NoopSweeps.yaml("wrong", 1).replace("dataset: {value: noop}", "datasett: {value: noop}")
                        + "extra: 1\n");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).contains(ProblemDetail.MEDIA_TYPE);
        JsonNode problems = json(response).get("problems");
        assertThat(problems.size()).isGreaterThanOrEqualTo(2);
        assertThat(problems.findValuesAsText("key")).anyMatch(key -> key.contains("datasett"));
    }

    @Test
    void aBodyThatIsNoYamlIsRefusedWithItsPlace() throws Exception {
        HttpResponse<String> response = submit("a: [1, 2\nb: {");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).at("/problems/0/line").asInt()).isPositive();
    }

    @Test
    void anEmptyBodyIsRefused() throws Exception {
        assertThat(submit("").statusCode()).isEqualTo(400);
    }

    @Test
    void aBodyOfAnotherTypeIsRefusedWithAHint() throws Exception {
        HttpResponse<String> response =
                send("POST", "/api/v1/sweeps", BodyPublishers.ofString("a=b"), "application/x-www-form-urlencoded");

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(json(response).get("detail").asText()).contains("application/yaml");
    }

    @Test
    void aHugeBodyIsRefused() throws Exception {
        assertThat(submit("#".repeat(2 << 20)).statusCode()).isEqualTo(413);
    }

    @Test
    void aSweepThatDoesNotExistIsNotFound() throws Exception {
        for (String id : new String[] {"999999", "0", "-1", "abc", "99999999999999999999", "1%00", "1;drop"}) {
            assertThat(get("/api/v1/sweeps/" + id).statusCode()).as(id).isEqualTo(404);
            assertThat(get("/api/v1/sweeps/" + id + "/table").statusCode())
                    .as(id)
                    .isEqualTo(404);
            assertThat(post("/api/v1/sweeps/" + id + "/pause").statusCode())
                    .as(id)
                    .isEqualTo(404);
            assertThat(get("/api/v1/trials/" + id).statusCode()).as(id).isEqualTo(404);
        }
    }

    @Test
    void nonsenseInTheQueryIsRefused() throws Exception {
        long sweep = submitted("query", 1);
        for (String query : new String[] {
            "sweeps?limit=0",
            "sweeps?limit=x",
            "sweeps?limit=1&limit=2",
            "sweeps/" + sweep + "/table?format=pdf",
            "sweeps/" + sweep + "/trials?from=-1"
        }) {
            assertThat(get("/api/v1/" + query).statusCode()).as(query).isEqualTo(400);
        }
    }

    @Test
    void anotherMethodIsNotAllowed() throws Exception {
        HttpResponse<String> response = send("DELETE", "/api/v1/sweeps", BodyPublishers.noBody(), null);

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("GET, POST");
    }

    @Test
    void sweepsAreListedYoungestFirst() throws Exception {
        long older = submitted("older", 1);
        long younger = submitted("younger", 1);

        JsonNode list = json(get("/api/v1/sweeps?limit=1000"));

        assertThat(list.findValuesAsText("id")).containsSubsequence(Long.toString(younger), Long.toString(older));
    }

    @Test
    void aSweepIsPausedResumedStoppedAndTakenUpAgain() throws Exception {
        long sweep = submitted("steered", 2);
        awaitExpanded(sweep);
        String path = "/api/v1/sweeps/" + sweep;

        assertThat(json(post(path + "/pause")).get("state").asText()).isEqualTo("paused");
        assertThat(json(post(path + "/resume")).get("state").asText()).isEqualTo("running");
        assertThat(json(post(path + "/stop")).get("state").asText()).isIn("stopping", "finished");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(json(get(path)).at("/sweep/state").asText()).isEqualTo("finished"));
        assertThat(json(get(path)).at("/trials/cancelled").asInt()).isEqualTo(2);
        assertThat(post(path + "/pause").statusCode()).isEqualTo(409);
        assertThat(json(post(path + "/resume")).get("state").asText()).isEqualTo("running");
        assertThat(json(post(path + "/cancel")).get("state").asText()).isEqualTo("cancelled");
        assertThat(post(path + "/retry").statusCode()).isEqualTo(409);
    }

    @Test
    void theTableComesInEveryForm() throws Exception {
        long sweep = submitted("table", 2);
        awaitExpanded(sweep);
        String path = "/api/v1/sweeps/" + sweep + "/table";

        JsonNode cell = json(get(path)).get(0);
        assertThat(cell.at("/parameters/dataset").asText()).isEqualTo("noop");
        assertThat(cell.get("n").asInt()).isZero();
        for (String format : new String[] {"json", "csv", "markdown", "latex", "table"}) {
            HttpResponse<String> response = get(path + "?format=" + format);
            assertThat(response.statusCode()).as(format).isEqualTo(200);
            assertThat(response.body()).as(format).isNotBlank();
        }
    }

    @Test
    void trialsArePagedAndLookedAtOneByOne() throws Exception {
        long sweep = submitted("paged", 5);
        awaitExpanded(sweep);

        JsonNode page = json(get("/api/v1/sweeps/" + sweep + "/trials?from=1&limit=2"));

        assertThat(page.findValuesAsText("index")).containsExactly("1", "2");
        JsonNode trial = json(get("/api/v1/trials/" + page.at("/0/id").asLong()));
        assertThat(trial.at("/sweepId").asLong()).isEqualTo(sweep);
        assertThat(trial.at("/spec/dataset").asText()).isEqualTo("noop");
    }

    @Test
    void livenessAndReadinessAnswer() throws Exception {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(get("/health/ready").statusCode()).isEqualTo(200));
    }

    @Test
    void metersAreScraped() throws Exception {
        long sweep = submitted("measured", 1);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(get("/metrics").body())
                        .contains("sweep_trials{name=\"measured\",state=\"succeeded\",sweep=\"" + sweep + "\"}")
                        .contains("sweep_events_total{outcome=\"applied\"}")
                        .contains("sweep_dead_letters_total")
                        .contains("sweep_publish_seconds_count")
                        .contains("camel_exchanges_total"));
    }
}

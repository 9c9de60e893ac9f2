package dev.contranorm.orchestrator.cli.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.contranorm.orchestrator.cli.Captured;
import dev.contranorm.orchestrator.cli.Definitions;
import dev.contranorm.orchestrator.cli.SweepProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * End-to-end tests: {@code sweep run} in a separate process with broker, database, workers and real training. All tests share
 * one home and run in order, because a start takes seconds.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(180)
class RunTest {
    private static final Map<String, String> NO_VARIABLES = Map.of();
    /** Makes a trial take a few seconds, long enough to interrupt it while it runs. */
    private static final int EPOCHS = 700;

    @TempDir
    private static Path folder;

    @Test
    @Order(1)
    void aSweepIsTrainedAndItsTableIsPrinted() throws IOException, InterruptedException {
        SweepProcess run = SweepProcess.run(folder, NO_VARIABLES, "run", tiny(), "--workers", "1", "-o", "json");

        assertThat(run.code()).as(run.err()).isZero();
        JsonNode cells = new ObjectMapper().readTree(run.out());
        assertThat(cells).hasSize(1);
        JsonNode cell = cells.get(0);
        assertThat(cell.get("parameters").get("depth").asInt()).isEqualTo(2);
        assertThat(cell.get("parameters").get("norm").asText()).isEqualTo("contra-norm");
        assertThat(cell.get("n").asInt()).isEqualTo(2);
        assertThat(cell.get("failed").asInt()).isZero();
        assertThat(cell.get("mean").asDouble())
                .isBetween(cell.get("min").asDouble(), cell.get("max").asDouble());
        assertThat(run.err()).contains("2 of 2 done").contains("jdbc:postgresql://127.0.0.1:");
    }

    @Test
    @Order(2)
    void aSecondRunReusesFinishedTrials() throws IOException, InterruptedException {
        SweepProcess run = SweepProcess.run(folder, NO_VARIABLES, "run", tiny(), "--workers", "1", "-o", "csv");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("reusing 2 of 2 trials, which finished earlier");
        assertThat(run.out().lines()).hasSize(2);
    }

    @Test
    @Order(3)
    void ctrlCStopsInOrderAndTheNextRunContinues() throws IOException, InterruptedException {
        String definition = definition("longer.yaml", Definitions.blockModel("longer", 3, EPOCHS));
        try (SweepProcess run = SweepProcess.onTerminal(folder, "run", definition, "--workers", "1")) {
            run.awaitMessage(said -> said.contains("1 running") && said.contains("worker-1  epoch"));
            run.interrupt();

            assertThat(run.await()).as(run.err()).isEqualTo(130);
            assertThat(run.err())
                    .contains("run the same command again to continue")
                    .doesNotContain("\tat ");
            assertThat(run.out()).isEmpty();
        }
        Captured status = Captured.of("status", "longer", "-o", "json", "--home", home());
        JsonNode counts = new ObjectMapper().readTree(status.out()).get(0);
        assertThat(counts.get("running").asInt()).as(status.out()).isZero();
        assertThat(counts.get("failed").asInt()).isZero();

        SweepProcess next = SweepProcess.run(folder, NO_VARIABLES, "run", definition, "--workers", "1", "-o", "json");
        assertThat(next.code()).as(next.err()).isZero();
        assertThat(new ObjectMapper().readTree(next.out()).get(0).get("n").asInt())
                .isEqualTo(3);
    }

    @Test
    @Order(4)
    void aKilledRunLosesNothingAndAConcurrentRunIsRefused() throws IOException, InterruptedException {
        // Other trials than in the previous test, because those would be reused.
        String definition = definition("killed.yaml", Definitions.blockModel("killed", 3, EPOCHS + 1));
        try (SweepProcess run = SweepProcess.onTerminal(folder, "run", definition, "--workers", "1")) {
            run.awaitMessage(said -> said.contains("starting database"));
            SweepProcess second = SweepProcess.run(folder, NO_VARIABLES, "run", tiny());
            assertThat(second.code()).isEqualTo(1);
            assertThat(second.err()).contains("another sweep process uses").contains("sweep submit FILE");

            run.awaitMessage(said -> said.contains("worker-1  epoch"));
            run.signal("KILL");
            run.await();
        }
        SweepProcess next = SweepProcess.run(folder, NO_VARIABLES, "run", definition, "--workers", "1", "-o", "json");

        assertThat(next.code()).as(next.err()).isZero();
        assertThat(new ObjectMapper().readTree(next.out()).get(0).get("n").asInt())
                .isEqualTo(3);
    }

    @Test
    @Order(5)
    void sweepsAreListedQueriedExportedAndPlanned() throws IOException {
        String home = home();
        Captured list = Captured.of("ls", "--home", home, "-o", "csv");
        Captured query = Captured.of(
                "query",
                "select count(*) as trials from trial_detail where state = 'succeeded'",
                "--home",
                home,
                "-o",
                "csv");
        Path exported = folder.resolve("exported");
        Captured export = Captured.of("export", "tiny", "-d", exported.toString(), "--home", home);
        Captured unknown = Captured.of("table", "never-run", "--home", home);
        Captured writing = Captured.of("query", "delete from trial", "--home", home);
        Captured plan = Captured.of("plan", tiny(), "--set", "seeds=0,1,2", "--home", home);
        Captured strange = Captured.of("plan", tiny(), "--set", "depth=3", "--home", home);

        assertThat(list.out())
                .contains("tiny,finished")
                .contains("longer,finished")
                .contains("killed,finished");
        assertThat(query.out()).isEqualToIgnoringNewLines("trials\n8\n");
        assertThat(export.code()).as(export.err()).isZero();
        assertThat(Files.readAllLines(exported.resolve("trials.csv"))).hasSize(3);
        assertThat(Files.readString(exported.resolve("table.md"))).contains("contra-norm");
        assertThat(Files.readString(exported.resolve("metrics.csv"))).contains("train/loss,20,");
        assertThat(unknown.code()).isEqualTo(4);
        assertThat(unknown.err()).contains("there is no sweep 'never-run'");
        assertThat(writing.code()).isEqualTo(2);
        assertThat(plan.out())
                .contains("3 trials, 2 already known")
                .containsPattern("about .* \\(durations known for 1 of 1 trial\\)");
        assertThat(strange.out()).contains("no estimate: no similar trial has been trained yet");
    }

    private static String home() {
        return folder.resolve("home").toString();
    }

    @Test
    @Order(6)
    void aTrainedNetworkIsExported() throws IOException, InterruptedException {
        String text =
                """
                apiVersion: sweep/v1
                kind: Sweep
                name: texts
                metric: validation/accuracy
                parameters: {dataset: synthetic-text, backbone: bert-small, depth: 1, hidden: 8, heads: 2, intermediate: 8,
                  length: 8, epochs: 1, norm: none}
                """;
        SweepProcess run = SweepProcess.run(
                folder, NO_VARIABLES, "run", definition("texts.yaml", text), "--workers", "1", "-o", "csv");
        assertThat(run.code()).as(run.err()).isZero();
        String home = folder.resolve("home").toString();
        String select = "select trial_id from trial_detail where dataset = '%s' order by trial_id limit 1";
        Path exported = folder.resolve("network");

        Captured network = exportModel(home, String.format(select, "synthetic-text"), exported);
        Captured again = exportModel(home, String.format(select, "synthetic-text"), exported);
        Path graph = folder.resolve("graph");
        Captured served = exportModel(home, String.format(select, "sbm"), graph);
        Captured averaged =
                exportModel(home, String.format(select, "sbm"), folder.resolve("averaged"), "--weights", "averaged");
        Captured strange =
                exportModel(home, String.format(select, "sbm"), folder.resolve("strange"), "--weights", "raw");
        Captured unknown = Captured.of("export-model", "999999", "--home", home);

        assertThat(network.code()).as(network.err()).isZero();
        assertThat(exported.resolve("model.safetensors")).isNotEmptyFile();
        assertThat(exported.resolve("saved_model/saved_model.pb")).isNotEmptyFile();
        assertThat(Files.readString(exported.resolve("config.json"))).contains("BertForSequenceClassification");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("is not empty");
        assertThat(served.code()).as(served.err()).isZero();
        assertThat(graph.resolve("model.safetensors")).isNotEmptyFile();
        assertThat(graph.resolve("saved_model/saved_model.pb")).isNotEmptyFile();
        assertThat(Files.readString(graph.resolve("config.json"))).contains("\"dataset\" : \"sbm\"");
        assertThat(averaged.code()).isEqualTo(1);
        assertThat(averaged.err()).contains("has no moving average");
        assertThat(strange.code()).isEqualTo(2);
        assertThat(strange.err()).contains("AVERAGED, TRAINED").contains("raw");
        assertThat(unknown.code()).isEqualTo(4);
    }

    private static Captured exportModel(String home, String select, Path to, String... further) {
        String[] rows =
                Captured.of("query", select, "--home", home, "-o", "csv").out().split("\\R");
        Stream<String> usual = Stream.of("export-model", rows[1], "-d", to.toString(), "--home", home);
        return Captured.of(Stream.concat(usual, Stream.of(further)).toArray(String[]::new));
    }

    private static String tiny() throws IOException {
        return definition("tiny.yaml", Definitions.blockModel("tiny", 2, 20));
    }

    private static String definition(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}

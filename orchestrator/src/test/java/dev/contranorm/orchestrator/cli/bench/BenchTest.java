package dev.contranorm.orchestrator.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.contranorm.orchestrator.cli.Captured;
import dev.contranorm.orchestrator.cli.SweepProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The measurements really run; their field names are an interface. */
@Timeout(180)
class BenchTest {
    private static final double LEAST_TRIALS_PER_SECOND = 300;

    @TempDir
    private Path folder;

    @Test
    void aStepIsMeasuredInAProcessOfItsOwn() throws IOException {
        Captured run = Captured.of(
                "bench",
                "step",
                "--depth",
                "2",
                "--set",
                "dataset.nodes=100",
                "--threads",
                "1",
                "--steps",
                "3",
                "--warmup",
                "1",
                "-o",
                "json");

        assertCost(run, 3);
    }

    @Test
    void theOperatorIsMeasured() throws IOException {
        assertCost(Captured.of("bench", "op", "--shape", "200x8", "--threads", "1", "--steps", "3", "-o", "json"), 3);
    }

    @Test
    void anUnknownStrategyIsRefusedWithoutAStackTrace() {
        Captured run = Captured.of("bench", "op", "--shape", "200x8", "--strategy", "magic", "--steps", "1");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("magic").doesNotContain("\tat ");
    }

    @Test
    void theBusIsMeasuredThroughAHouseOfItsOwn() throws IOException, InterruptedException {
        JsonNode result = bus(40);

        assertThat(fields(result))
                .containsExactly("trialsPerSecond", "trials", "rows", "workers", "seconds", "latencyMillis");
        assertThat(result.get("rows").asInt()).isEqualTo(40);
        assertThat(result.get("trialsPerSecond").asDouble()).isPositive();
        assertThat(fields(result.get("latencyMillis"))).containsExactly("p50", "p99");
    }

    @Test
    @Tag("bench")
    void tenThousandTrialsGoThroughFastEnough() throws IOException, InterruptedException {
        JsonNode result = bus(10_000);

        assertThat(result.get("rows").asInt()).isEqualTo(10_000);
        assertThat(result.get("trialsPerSecond").asDouble())
                .as(result.toString())
                .isGreaterThanOrEqualTo(LEAST_TRIALS_PER_SECOND);
    }

    private JsonNode bus(int trials) throws IOException, InterruptedException {
        SweepProcess run =
                SweepProcess.run(folder, Map.of(), "bench", "bus", "--trials", Integer.toString(trials), "-o", "json");
        assertThat(run.code()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    private static void assertCost(Captured run, int steps) throws IOException {
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode cost = new ObjectMapper().readTree(run.out());
        assertThat(fields(cost))
                .containsExactly(
                        "wallMillis", "cpuMillis", "peakResidentMegabytes", "steps", "threads", "firstStepMillis");
        assertThat(cost.get("wallMillis").asDouble()).isPositive();
        assertThat(cost.get("peakResidentMegabytes").asDouble()).isGreaterThan(50);
        assertThat(cost.get("steps").asInt()).isEqualTo(steps);
        assertThat(cost.get("threads").asInt()).isEqualTo(1);
    }

    private static List<String> fields(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}

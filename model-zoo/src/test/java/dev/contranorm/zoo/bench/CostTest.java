package dev.contranorm.zoo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.contranorm.zoo.golden.Golden;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The cost of training, measured in separate processes. Times hold for an idle machine: {@code ./mvnw -Pbench}. */
@Timeout(600)
class CostTest {
    /** CPU milliseconds per step of the published implementation, two threads (reference, section 6). */
    private static final double PUBLISHED = 1741;

    private static TrialSpec spec(Object... keysAndValues) {
        Map<String, Object> values = new HashMap<>(Map.of("backbone", "deep-gcn", "norm", "contra-norm"));
        for (int k = 0; k < keysAndValues.length; k += 2) {
            values.put((String) keysAndValues[k], keysAndValues[k + 1]);
        }
        return Catalogue.load().resolve(values, Protocol.PAPER, 0);
    }

    @Test
    void aStepOfAGeneratedGraphIsMeasured() throws Exception {
        Cost cost = MeasuredProcess.step(spec("dataset", "sbm", "depth", 2L), Optional.empty(), 1, 1, 3);

        assertThat(cost.steps()).isEqualTo(3);
        assertThat(cost.wallMillis()).isBetween(0.1, 10_000.0);
        assertThat(cost.peakResidentMegabytes()).isBetween(100.0, 600.0);
        assertThat(cost.firstStepMillis()).isBetween(100.0, 60_000.0);
    }

    @Test
    @Tag("bench")
    void sixteenLayersOnCoraCostAtMostTwoFifthsOfThePublishedImplementation() throws Exception {
        assumeTrue(Golden.dataFolder().isPresent(), "SWEEP_DATA is not set");
        Cost cost = MeasuredProcess.step(spec("dataset", "cora", "depth", 16L), Golden.dataFolder(), 2, 3, 10);

        assertThat(cost.cpuMillis()).isLessThanOrEqualTo(0.4 * PUBLISHED);
    }

    @Test
    @Tag("bench")
    void thirtyTwoLayersOnCoraStayUnderSevenHundredMegabytes() throws Exception {
        assumeTrue(Golden.dataFolder().isPresent(), "SWEEP_DATA is not set");
        Cost cost = MeasuredProcess.step(spec("dataset", "cora", "depth", 32L), Golden.dataFolder(), 2, 1, 3);

        assertThat(cost.peakResidentMegabytes()).isLessThan(700);
    }

    @Test
    @Tag("bench")
    void twentyThousandNodesTrainWithUnderOneAndAHalfGigabytes() throws Exception {
        Cost cost = MeasuredProcess.step(
                spec("dataset", "sbm", "dataset.nodes", 20_000L, "depth", 4L), Optional.empty(), 2, 1, 2);

        assertThat(cost.peakResidentMegabytes()).isLessThan(1500);
    }

    @Test
    @Tag("bench")
    void aNetworkOfBertsSizeTakesItsFirstStepWithinFifteenSecondsOfTheStartOfItsProcess() throws Exception {
        TrialSpec bert = spec("backbone", "bert-base", "dataset", "synthetic-text", "batch", 8L, "length", 128L);
        Cost cost = MeasuredProcess.step(bert, Optional.empty(), 2, 0, 1);

        assertThat(cost.firstStepMillis()).isLessThan(15_000);
    }

    /** The n × n build holds several matrices of 1.5 GB each. */
    @Test
    @Tag("bench")
    void theOperatorOnAGraphOfPubmedsSizeBeatsTheFormulaOnWholeMatrices() throws Exception {
        assumeTrue(availableMegabytes() > 14_000, "the n × n build needs 14 GB of free memory");
        Cost blocked = MeasuredProcess.operator(19_717, 32, "blocked", 2, 3);
        Cost whole = MeasuredProcess.operator(19_717, 32, "dense", 2, 3);

        assertThat(blocked.peakResidentMegabytes()).isLessThan(600);
        assertThat(blocked.wallMillis()).isLessThanOrEqualTo(0.7 * whole.wallMillis());
    }

    private static long availableMegabytes() throws IOException {
        Path memory = Path.of("/proc/meminfo");
        if (!Files.isReadable(memory)) {
            return 0;
        }
        return Files.readAllLines(memory).stream()
                .filter(line -> line.startsWith("MemAvailable:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}

package dev.contranorm.zoo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The peak memory of a training step of RevGAT by depth, each in a process of its own. */
@Timeout(600)
class ReversibleMemoryTest {
    private static final long NODES = 8000;
    private static final long WIDTH = 64;
    /** One matrix of activations, nodes × width. */
    private static final double ACTIVATIONS = NODES * WIDTH * 4 / 1e6;

    private static double peakMegabytes(String norm, boolean reversible, long depth) throws Exception {
        Map<String, Object> values = new HashMap<>(Map.of(
                "dataset", "sbm", "dataset.nodes", NODES, "dataset.features", 16L, "dataset.degree", 4.0));
        values.putAll(Map.of(
                "backbone", "rev-gat", "norm", norm, "depth", depth, "hidden", WIDTH / 2, "heads", 2L,
                "reversible", reversible, "labelIterations", 0L));
        TrialSpec spec = Catalogue.load().resolve(values, Protocol.PAPER, 0);
        double peak = MeasuredProcess.step(spec, Optional.empty(), 2, 1, 2).peakResidentMegabytes();
        System.out.printf("rev-gat %s reversible=%s depth=%d: %.0f MB%n", norm, reversible, depth, peak);
        return peak;
    }

    /** A plain build keeps over ten matrices a layer; what grows here is the graph's own nodes. */
    @Test
    void thirtyTwoReversibleLayersNeedHardlyMoreThanTwo() throws Exception {
        double two = peakMegabytes("none", true, 2);
        double thirtyTwo = peakMegabytes("none", true, 32);

        assertThat((thirtyTwo - two) / 30).as("MB a layer").isLessThan(ACTIVATIONS);
    }

    @ParameterizedTest
    @Tag("bench")
    @ValueSource(strings = {"none", "dcn"})
    void memoryIsConstantInDepthWhereThePlainBuildsGrows(String norm) throws Exception {
        double[] reversible = new double[3];
        double[] plain = new double[3];
        long[] depths = {2, 8, 32};
        for (int k = 0; k < depths.length; k++) {
            reversible[k] = peakMegabytes(norm, true, depths[k]);
            plain[k] = peakMegabytes(norm, false, depths[k]);
        }

        assertThat((reversible[2] - reversible[1]) / 24).as("MB a layer, reversible").isLessThan(ACTIVATIONS);
        assertThat((plain[2] - plain[1]) / 24).as("MB a layer, plain").isGreaterThan(8 * ACTIVATIONS);
    }
}

package dev.contranorm.zoo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/**
 * The memory of RevGAT's activations by depth: the peak memory of a training step on a large graph minus that of the same
 * network on a tiny one, each in a separate process, so that TensorFlow's operators, some 7 MB per layer whatever the graph,
 * are not counted. Two layers are the first and the last, neither of them reversible.
 *
 * <p>The tensors alive at once do not grow with depth (ConstantMemoryTest counts them, and here they fit a pool of fixed size);
 * resident memory also includes fragmentation and TensorFlow's other memory, and grows slightly.
 */
@Tag("bench")
@Timeout(900)
class ReversibleMemoryTest {
    private static final long NODES = 20_000;
    private static final long WIDTH = 64;
    /** One matrix of activations, nodes × width. */
    private static final double MATRIX = NODES * WIDTH * 4 / 1e6;

    @ParameterizedTest
    @ValueSource(strings = {"none", "dcn"})
    void memoryGrowsByAnEighthOfThePlainBuildsAtMost(String norm) throws Exception {
        double[] reversible = {activations(norm, true, 2), activations(norm, true, 8), activations(norm, true, 32)};
        double[] plain = {activations(norm, false, 2), activations(norm, false, 8), activations(norm, false, 32)};

        assertThat(matricesALayer(plain)).as("plain").isGreaterThan(4);
        assertThat(matricesALayer(reversible)).as("reversible").isLessThan(matricesALayer(plain) / 8);
        assertThat(reversible[2]).as("32 layers to 8").isLessThan(2 * reversible[1]);
    }

    /** TensorFlow's tensor pool is limited to 1.5 times the memory of two layers; it also contains the parameters. */
    @ParameterizedTest
    @ValueSource(longs = {2, 8, 32})
    void theReversibleBuildFitsThePoolAtAnyDepth(long depth) throws Exception {
        assertThat(inPool(true, depth).steps()).isEqualTo(2);
    }

    @Test
    void thePlainBuildOfEightLayersExceedsThePool() {
        assertThatThrownBy(() -> inPool(false, 8)).hasMessageContaining("OOM when allocating");
    }

    private static Cost inPool(boolean reversible, long depth) throws Exception {
        return MeasuredProcess.step(pool(100), spec("none", reversible, depth, NODES), Optional.empty(), 2, 1, 2);
    }

    /** TensorFlow's size-classed pool, which fragments less than glibc's heap. */
    private static Map<String, String> pool(int limitMegabytes) {
        return Map.of("TF_CPU_ALLOCATOR_USE_BFC", "true", "TF_CPU_BFC_MEM_LIMIT_IN_MB", String.valueOf(limitMegabytes));
    }

    /** The growth from 8 layers to 32. */
    private static double matricesALayer(double[] megabytes) {
        return (megabytes[2] - megabytes[1]) / (32 - 8) / MATRIX;
    }

    private static double activations(String norm, boolean reversible, long depth) throws Exception {
        double large = peakMegabytes(norm, reversible, depth, NODES);
        double tiny = peakMegabytes(norm, reversible, depth, 100);
        System.out.printf(
                "rev-gat norm=%s reversible=%s depth=%d: %.0f MB, of which activations %.0f MB%n",
                norm, reversible, depth, large, large - tiny);
        return large - tiny;
    }

    private static double peakMegabytes(String norm, boolean reversible, long depth, long nodes) throws Exception {
        return MeasuredProcess.step(pool(1_048_576), spec(norm, reversible, depth, nodes), Optional.empty(), 2, 1, 2)
                .peakResidentMegabytes();
    }

    private static TrialSpec spec(String norm, boolean reversible, long depth, long nodes) {
        Map<String, Object> values = new HashMap<>(
                Map.of("dataset", "sbm", "dataset.nodes", nodes, "dataset.features", 16L, "dataset.degree", 4.0));
        values.putAll(Map.of("backbone", "rev-gat", "norm", norm, "depth", depth, "hidden", WIDTH / 2, "heads", 2L));
        values.putAll(Map.of("reversible", reversible, "labelIterations", 0L));
        return Catalogue.load().resolve(values, Protocol.PAPER, 0);
    }
}

package dev.contranorm.zoo.backbone.revgat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reversible build holds the same number of node-sized tensors at once, whatever its depth. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConstantMemoryTest {
    private static final int NODES = 400;

    @ParameterizedTest
    @ValueSource(strings = {"none", "dcn"})
    void activationsDoNotGrowWithDepth(String norm) {
        long shallow = peak(norm, true, 4);
        long deep = peak(norm, true, 12);

        assertThat(deep).as("reversible").isLessThanOrEqualTo((long) (1.05 * shallow));
        assertThat(peak(norm, false, 12)).as("plain").isGreaterThan(2 * peak(norm, false, 4));
    }

    private static long peak(String norm, boolean reversible, long depth) {
        Object[] changes = {
            "norm", norm, "reversible", reversible, "depth", depth, "hidden", 16L, "dropout", 0.4, "edgeDropout", 0.3
        };
        try (SmallRevGat network = new SmallRevGat(SmallRevGat.spec(0, changes), NODES, 8, 4)) {
            return network.peakOfTensors(network.features(), NODES * Float.BYTES);
        }
    }
}

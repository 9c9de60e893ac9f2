package dev.contranorm.zoo.norm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.contranorm.zoo.layer.TokenGrid;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TextPaddingTest {
    private static final int WIDTH = 4;

    @ParameterizedTest
    @EnumSource(TextVariant.class)
    void maskedPaddingChangesNothingForTheTokens(TextVariant variant) {
        float[] tokens = random(3 * WIDTH);
        float[] alone = normalised(variant, tokens, 3, new float[] {1, 1, 1}, true);
        float[] padded = new float[5 * WIDTH];
        System.arraycopy(tokens, 0, padded, 0, tokens.length);
        padded[4 * WIDTH] = 3;
        float[] mask = {1, 1, 1, 0, 0};
        float[] masked = normalised(variant, padded, 5, mask, true);
        float[] open = normalised(variant, padded, 5, mask, false);
        double difference = 0;
        for (int k = 0; k < tokens.length; k++) {
            assertThat(masked[k]).isCloseTo(alone[k], within(1e-5f));
            difference = Math.max(difference, Math.abs(open[k] - alone[k]));
        }
        assertThat(difference).as("the published code includes padding").isGreaterThan(1e-3);
    }

    private static float[] normalised(TextVariant variant, float[] x, int length, float[] tokens, boolean mask) {
        TrialSpec spec = new TrialSpec(
                "any",
                "any",
                "contra-norm",
                Protocol.PAPER,
                0,
                new TreeMap<>(Map.of("norm.scale", 1.0, "norm.variant", variant.label(), "norm.maskPadding", mask)));
        try (TrainGraph graph = new TrainGraph(0);
                TInt64 counter = TInt64.scalarOf(0)) {
            Operand<TFloat32> input = graph.ops().constant(Shape.of(length, WIDTH), DataBuffers.of(x));
            Operand<TFloat32> real = graph.ops().constant(Shape.of(1, length), DataBuffers.of(tokens));
            TokenGrid grid = new TokenGrid(
                    graph.ops(), graph.ops().constant(1), graph.ops().constant(length));
            Operand<TFloat32> out = new TextContraNorm()
                    .apply(
                            new TokenSite(Pass.evaluation(graph), spec, "", grid, WIDTH, Optional.of(real)),
                            input,
                            variant);
            try (TrainSession session = new TrainSession(graph, 1);
                    var result = session.runner(0, counter).fetch(out).run()) {
                return TrainSession.floats(result.get(0));
            }
        }
    }

    private static float[] random(int size) {
        SplittableRandom random = new SplittableRandom(5);
        float[] values = new float[size];
        for (int k = 0; k < size; k++) {
            values[k] = (float) random.nextGaussian();
        }
        return values;
    }
}

package dev.contranorm.zoo.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.contranorm.zoo.tensor.Fetched;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Asserts that a layer's output and gradients equal those of the same function in TensorFlow's operators. */
final class SameFunction {
    private static final long STEP = 3;

    private SameFunction() {}

    /** Compares each tensor within 1e-5 of its largest value, which must not be 0. */
    static void assertClose(TrainGraph graph, List<Operand<TFloat32>> actual, List<Operand<TFloat32>> wanted) {
        try (TrainSession session = new TrainSession(graph, 1);
                var step = TInt64.scalarOf(0)) {
            List<float[]> results = Fetched.values(session.runner(STEP, step), actual);
            List<float[]> expected = Fetched.values(session.runner(STEP, step), wanted);
            for (int k = 0; k < results.size(); k++) {
                float largest = 0;
                for (float value : expected.get(k)) {
                    largest = Math.max(largest, Math.abs(value));
                }
                assertThat(largest).isPositive();
                assertThat(results.get(k)).as("array %d", k).containsExactly(expected.get(k), within(1e-5f * largest));
            }
        }
    }
}

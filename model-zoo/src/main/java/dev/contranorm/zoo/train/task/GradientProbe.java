package dev.contranorm.zoo.train.task;

import dev.contranorm.zoo.tensor.Tape;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Measures the gradient of the loss at each layer: ‖∂loss/∂xₗ‖ (Frobenius) for the layer's output xₗ, in a training pass with
 * dropout. A layer inside a segment with its own backward pass has no value.
 */
public final class GradientProbe {
    private final Operand<TFloat32> loss;
    private final List<Optional<Operand<TFloat32>>> norms;

    /**
     * @param tape tape that has already differentiated {@code loss}
     * @param layers layers of the training pass
     */
    public GradientProbe(Ops ops, Tape tape, Operand<TFloat32> loss, List<Operand<TFloat32>> layers) {
        this.loss = loss;
        this.norms = layers.stream()
                .map(layer -> tape.reached(loss, layer).map(gradient -> norm(ops, gradient)))
                .toList();
    }

    private static Operand<TFloat32> norm(Ops ops, Operand<TFloat32> gradient) {
        Operand<TFloat32> flat = ops.reshape(gradient, ops.constant(new int[] {-1}));
        return ops.math.sqrt(ops.reduceSum(ops.math.square(flat), ops.constant(0)));
    }

    /** Fetches the norms and computes the loss in a run that the caller feeds. */
    void fetch(Session.Runner runner) {
        runner.addTarget(loss);
        norms.forEach(norm -> norm.ifPresent(runner::fetch));
    }

    /** Reads the norms; {@link #fetch} must have been the first fetch of the run. */
    void read(Result result, DepthMeasures measures) {
        int next = 0;
        for (int layer = 0; layer < norms.size(); layer++) {
            if (norms.get(layer).isPresent()) {
                measures.add("gradient-norm", layer + 1, ((TFloat32) result.get(next++)).getFloat());
            }
        }
    }

    /** Measures in a separate run, for networks without fed inputs. */
    public void measure(NetworkState state, DepthMeasures measures) {
        Session.Runner runner = state.runner();
        fetch(runner);
        try (Result result = runner.run()) {
            read(result, measures);
        }
    }
}

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
 * Measures how much of the loss's gradient reaches each layer: ‖∂loss/∂xₗ‖ (Frobenius) for the layer's output xₗ, in a
 * training pass with its dropout. A layer inside a piece of network with a backward of its own has none to show.
 */
public final class GradientProbe {
    private final Operand<TFloat32> loss;
    private final List<Optional<Operand<TFloat32>>> norms;

    /**
     * @param tape has differentiated {@code loss} before
     * @param layers of the training pass
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

    /** Asks for the norms, and has the loss computed, in a run that the caller feeds. */
    void fetch(Session.Runner runner) {
        runner.addTarget(loss);
        norms.forEach(norm -> norm.ifPresent(runner::fetch));
    }

    /** Reads what {@link #fetch} asked for, when it asked first of all. */
    void read(Result result, DepthMeasures measures) {
        int next = 0;
        for (int layer = 0; layer < norms.size(); layer++) {
            if (norms.get(layer).isPresent()) {
                measures.add("gradient-norm", layer + 1, ((TFloat32) result.get(next++)).getFloat());
            }
        }
    }

    /** Measures in a run of its own, for networks that need nothing fed. */
    public void measure(NetworkState state, DepthMeasures measures) {
        Session.Runner runner = state.runner();
        fetch(runner);
        try (Result result = runner.run()) {
            read(result, measures);
        }
    }
}

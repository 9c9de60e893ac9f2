package dev.contranorm.zoo.optimizer;

import dev.contranorm.zoo.tensor.Parameter;
import dev.contranorm.zoo.tensor.TrainGraph;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * Gradient accumulation: the batch of a step is processed in parts, one run after another, and the gradient of the step is Σ
 * share·gradient over the parts, where share is the part's fraction of the batch. For a loss that is a mean over the batch this
 * is the gradient of the whole batch; activations of only one part are in memory at a time.
 *
 * <p>The first run {@linkplain #store() stores} its gradients, further runs {@linkplain #add() add} theirs, the last uses
 * {@link #total} in the update. The stored values are overwritten by the next step and not part of a checkpoint.
 */
public final class Accumulation {
    private final Placeholder<TFloat32> share;
    private final Op store;
    private final Op add;
    private final Gradients total;

    public Accumulation(TrainGraph graph, Gradients ofPart) {
        Ops ops = graph.ops();
        this.share = ops.withName("share").placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
        List<Op> stores = new ArrayList<>();
        List<Op> adds = new ArrayList<>();
        List<Operand<TFloat32>> totals = new ArrayList<>();
        for (int k = 0; k < ofPart.trained().size(); k++) {
            Parameter parameter = ofPart.trained().get(k);
            Variable<TFloat32> sum = ops.variable(Shape.of(parameter.shape()), TFloat32.class);
            Operand<TFloat32> shared = ops.math.mul(ofPart.values().get(k), share);
            stores.add(ops.assign(sum, shared));
            adds.add(ops.assignAdd(sum, shared));
            totals.add(ops.math.add(sum, shared));
        }
        this.store = ops.withControlDependencies(stores).noOp();
        this.add = ops.withControlDependencies(adds).noOp();
        this.total = new Gradients(ofPart.trained(), totals, ofPart.loss());
    }

    /** Placeholder of a part's fraction of the batch. */
    public Placeholder<TFloat32> share() {
        return share;
    }

    /** Run with the first part. */
    public Op store() {
        return store;
    }

    /** Run with each part between the first and the last. */
    public Op add() {
        return add;
    }

    /** The gradients of the step, in the run of the last part. */
    public Gradients total() {
        return total;
    }
}

package dev.contranorm.zoo.backbone.graph;

import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.data.graph.GraphPreprocessing;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.trial.ParameterSpec;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Max;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * DropEdge (Rong et al., ICLR 2020): every training step uses a random subset of the edges, the same in all layers, drawn from
 * the trial's seed; an evaluation uses all edges. An edge is dropped together with its reverse; self-loops stay.
 */
final class EdgeDrop {
    static final ParameterSpec PARAMETER = ParameterSpec.number(
            "dropEdge", 0, 0, 0.999, "Fraction of edges dropped in each training step (DropEdge).");

    private final double rate;
    private final Operand<TInt32> edgeOfEntry;

    /**
     * @param structure n × n; its stored entries are the edges
     */
    EdgeDrop(Ops ops, CsrMatrix structure, double rate) {
        this(rate > 0 ? ops.constant(GraphPreprocessing.edgeOfEntry(structure)) : null, rate);
    }

    /**
     * @param edgeOfEntry see {@link GraphPreprocessing#edgeOfEntry}
     */
    EdgeDrop(Operand<TInt32> edgeOfEntry, double rate) {
        this.edgeOfEntry = edgeOfEntry;
        this.rate = rate;
    }

    /** For each stored entry, 1 if this pass uses it and 0 otherwise; empty when all are used. */
    Optional<Operand<TFloat32>> kept(Pass pass) {
        if (rate == 0) {
            return Optional.empty();
        }
        Ops ops = pass.ops();
        // Number 0, the self-loops, exists even when there is no edge.
        Operand<TInt32> none = ops.constant(new int[] {0});
        Operand<TInt32> edges =
                ops.max(ops.concat(List.of(none, edgeOfEntry), ops.constant(0)), ops.constant(0), Max.keepDims(true));
        return pass.dropoutFactors(rate, "edges", edges).map(factors -> {
            Operand<TFloat32> withLoops = ops.concat(
                    List.<Operand<TFloat32>>of(ops.constant(new float[] {1}), ops.math.sign(factors)), ops.constant(0));
            return ops.gather(withLoops, edgeOfEntry, ops.constant(0));
        });
    }
}

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
 * DropEdge (Rong et al., ICLR 2020): every training step sees a random part of the edges, the same in all layers, drawn from
 * the trial's seed; an evaluation sees all. An edge goes with its counterpart in the other direction; self-loops stay.
 */
final class EdgeDrop {
    static final ParameterSpec PARAMETER =
            ParameterSpec.number("dropEdge", 0, 0, 0.999, "Share of edges left out of a training step (DropEdge).");

    private final double rate;
    private final Operand<TInt32> edgeOfEntry;

    /**
     * @param structure n × n, whose stored places are the edges
     */
    EdgeDrop(Ops ops, CsrMatrix structure, double rate) {
        this(rate > 0 ? ops.constant(GraphPreprocessing.edgeOfEntry(structure)) : null, rate);
    }

    /**
     * @param edgeOfEntry as {@link GraphPreprocessing#edgeOfEntry}
     */
    EdgeDrop(Operand<TInt32> edgeOfEntry, double rate) {
        this.edgeOfEntry = edgeOfEntry;
        this.rate = rate;
    }

    /** 1 for a stored entry that this pass sees and 0 for others, one an entry; empty when all are seen. */
    Optional<Operand<TFloat32>> kept(Pass pass) {
        if (rate == 0) {
            return Optional.empty();
        }
        Ops ops = pass.ops();
        // Number 0, the self-loops, is there even when there is no edge.
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

package dev.contranorm.zoo.backbone.graph;

import dev.contranorm.zoo.data.CsrMatrix;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.trial.ParameterSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
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
    private final int links;
    private final Operand<TInt32> linkOfEntry;

    /**
     * @param structure n × n, whose stored places are the edges
     */
    EdgeDrop(Ops ops, CsrMatrix structure, double rate) {
        this.rate = rate;
        Map<Long, Integer> known = new HashMap<>();
        int[] row = structure.rowOfEntry();
        int[] link = new int[row.length];
        for (int k = 0; rate > 0 && k < row.length; k++) {
            int column = structure.column()[k];
            long pair = ((long) Math.min(row[k], column) << 32) | Math.max(row[k], column);
            // Number 0 is every self-loop.
            link[k] = row[k] == column ? 0 : known.computeIfAbsent(pair, key -> known.size() + 1);
        }
        this.links = known.size();
        this.linkOfEntry = rate > 0 ? ops.constant(link) : null;
    }

    /** 1 for a stored entry that this pass sees and 0 for others, one an entry; empty when all are seen. */
    Optional<Operand<TFloat32>> kept(Pass pass) {
        Ops ops = pass.ops();
        return pass.dropoutFactors(rate, "edges", links).map(factors -> {
            Operand<TFloat32> withLoops = ops.concat(
                    List.<Operand<TFloat32>>of(ops.constant(new float[] {1}), ops.math.sign(factors)), ops.constant(0));
            return ops.gather(withLoops, linkOfEntry, ops.constant(0));
        });
    }
}

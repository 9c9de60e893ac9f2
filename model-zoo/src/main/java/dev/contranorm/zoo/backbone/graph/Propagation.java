package dev.contranorm.zoo.backbone.graph;

import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.SparseMatrix;
import java.util.List;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Products with D⁻¹(A + I). If edges are dropped, each row is renormalised to sum to 1. */
final class Propagation {
    private final SparseMatrix matrix;
    private final Operand<TInt32> row;
    private final EdgeDrop drop;

    /**
     * @param propagation D⁻¹(A + I)
     * @param dropEdge fraction of edges that a training pass drops
     */
    Propagation(Ops ops, CsrMatrix propagation, double dropEdge) {
        this.matrix = new SparseMatrix(ops, propagation);
        this.row = ops.constant(propagation.rowOfEntry());
        this.drop = new EdgeDrop(ops, propagation, dropEdge);
    }

    /** x ↦ A·x with the edges of one pass; every call uses the same edges. */
    UnaryOperator<Operand<TFloat32>> of(Pass pass) {
        Operand<TFloat32> entries =
                drop.kept(pass).map(kept -> normalised(pass.ops(), kept)).orElse(matrix.values());
        return x -> matrix.product(pass, entries, x);
    }

    private Operand<TFloat32> normalised(Ops ops, Operand<TFloat32> kept) {
        Operand<TFloat32> left = ops.math.mul(matrix.values(), kept);
        Operand<TFloat32> ones = ops.fill(ops.constant(new long[] {matrix.columns(), 1}), ops.constant(1f));
        Operand<TFloat32> sums = ops.squeeze(matrix.times(left, ones), Squeeze.axis(List.of(1L)));
        return ops.math.divNoNan(left, ops.gather(sums, row, ops.constant(0)));
    }
}

package dev.contranorm.zoo.backbone.graph;

import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.data.format.FeatureMatrix;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.SparseMatrix;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The feature matrix X as input of the first layer. Dropout applies to stored entries only, which has the same distribution as
 * dropout on the dense matrix, since zeros stay zero. A matrix that is more than a third full is multiplied as a dense matrix.
 */
final class SparseFeatures {
    private final SparseMatrix sparse;
    private final Operand<TFloat32> dense;
    private final FeatureMatrix matrix;

    SparseFeatures(Ops ops, FeatureMatrix matrix) {
        this.matrix = matrix;
        this.sparse = matrix instanceof CsrMatrix rows && !matrix.isFull() ? new SparseMatrix(ops, rows) : null;
        this.dense = sparse == null
                ? ops.constant(Shape.of(matrix.rows(), matrix.columns()), DataBuffers.of(matrix.toDense()))
                : null;
    }

    /** dropout(X); every product uses the same draw. */
    LayerInput dropped(Pass pass, double dropout) {
        Ops ops = pass.ops();
        if (dense != null) {
            Operand<TFloat32> kept = pass.dropoutFactors(dropout, "features", matrix.rows(), matrix.columns())
                    .map(factors -> (Operand<TFloat32>) ops.math.mul(dense, factors))
                    .orElse(dense);
            return new LayerInput(
                    matrix.columns(), weight -> pass.segment(in -> ops.linalg.matMul(kept, in.get(0)), weight));
        }
        Operand<TFloat32> values = pass.dropoutFactors(dropout, "features", matrix.value().length)
                .map(factors -> (Operand<TFloat32>) ops.math.mul(sparse.values(), factors))
                .orElse(sparse.values());
        return new LayerInput(matrix.columns(), weight -> sparse.product(pass, values, weight));
    }
}

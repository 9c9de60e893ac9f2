package dev.contranorm.zoo.norm;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Computes out = (1 + s)·x − s·P·x and its gradient, where P is the softmax of x̂·x̂ᵀ/τ over the negatives of each row. All
 * strategies give the same numbers up to rounding. One object serves one site.
 */
sealed interface SoftmaxMeanStrategy permits DenseSoftmaxMean, TiledSoftmaxMean {
    /**
     * @param x n × d
     * @return n × d; a row without a negative keeps its x
     */
    Operand<TFloat32> apply(Operand<TFloat32> x);
}

package dev.contranorm.zoo.norm;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * How the products with E = exp(U·Uᵀ) are computed, E being n × n, symmetric, and bounded because U's rows have norm
 * 1/√τ: no running maximum is needed. One object serves one site: what a forward keeps, its backward may use.
 */
sealed interface SimilarityStrategy permits TiledSimilarity {
    /**
     * @param values E·x, n × d
     * @param rowSums of E, n × 1
     */
    record Product(Operand<TFloat32> values, Operand<TFloat32> rowSums) {}

    /**
     * @param ofUnit W·U, n × d
     * @param ofX E·a, n × d
     */
    record Gradients(Operand<TFloat32> ofUnit, Operand<TFloat32> ofX) {}

    /**
     * @param unit U, n × d
     * @param x n × d
     */
    Product product(Operand<TFloat32> unit, Operand<TFloat32> x);

    /**
     * The backward of the softmax product, with M[i,j] = a_i·x_j + x_i·a_j − c_i − c_j and W = E∘M.
     *
     * @param x n × d
     * @param a n × d
     * @param c n × 1
     */
    Gradients backward(Operand<TFloat32> unit, Operand<TFloat32> x, Operand<TFloat32> a, Operand<TFloat32> c);
}

package dev.contranorm.zoo.norm;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * How the products with E = exp(U·Uᵀ) are computed, E being n × n, symmetric, and bounded because U's rows have norm
 * 1/√τ: no running maximum is needed. One object serves one site: what a forward keeps, its backward may use.
 */
sealed interface SimilarityStrategy permits TiledSimilarity {
    /**
     * @param unit U, n × d
     * @param values V, n × k
     * @return E·V, n × k
     */
    Operand<TFloat32> product(Operand<TFloat32> unit, Operand<TFloat32> values);

    /**
     * The backward of the softmax product: with M[i,j] = a_i·x_j + x_i·a_j − c_i − c_j and W = E∘M,
     *
     * @param x n × d
     * @param a n × d
     * @param c n × 1
     * @return W·U (n × d) and E·a (n × d)
     */
    List<Operand<TFloat32>> backward(
            Operand<TFloat32> unit, Operand<TFloat32> x, Operand<TFloat32> a, Operand<TFloat32> c);
}

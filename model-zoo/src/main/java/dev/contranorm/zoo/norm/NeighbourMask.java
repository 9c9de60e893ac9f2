package dev.contranorm.zoo.norm;

import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.tensor.SparseMatrix;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/** {@link MaskedPairs} in a TensorFlow graph: as constants, or fed at every step. */
public final class NeighbourMask {
    private final SparseMatrix pairs;
    private final Operand<? extends TNumber> first;
    private final Operand<? extends TNumber> second;
    private final Optional<Operand<TFloat32>> fullWeight;
    private final Optional<Operand<TFloat32>> hasNegatives;

    /**
     * @param adjacency n × n; an entry above 1e-5 masks its (ordered) pair
     */
    public NeighbourMask(Ops ops, CsrMatrix adjacency) {
        MaskedPairs masked = MaskedPairs.of(adjacency);
        int n = masked.rows();
        pairs = new SparseMatrix(ops, n, n, masked.first(), masked.second(), masked.sign());
        first = ops.constant(masked.first());
        second = ops.constant(masked.second());
        fullWeight = masked.everyRowIsFull() ? Optional.empty() : Optional.of(column(ops, masked.fullWeight()));
        hasNegatives =
                masked.everyRowHasNegatives() ? Optional.empty() : Optional.of(column(ops, masked.hasNegatives()));
    }

    /**
     * Creates a mask that is fed.
     *
     * @param places listed pairs × 2
     * @param shape n and n
     * @param sign one per listed pair
     * @param fullWeight n × 1
     * @param hasNegatives n × 1
     */
    public NeighbourMask(
            Ops ops,
            Operand<TInt64> places,
            Operand<TInt64> shape,
            Operand<TFloat32> sign,
            Operand<TFloat32> fullWeight,
            Operand<TFloat32> hasNegatives) {
        this.pairs = new SparseMatrix(ops, places, shape, sign);
        List<? extends Operand<TInt64>> columns =
                ops.unstack(places, 2L, Unstack.axis(1L)).output();
        this.first = columns.get(0);
        this.second = columns.get(1);
        this.fullWeight = Optional.of(fullWeight);
        this.hasNegatives = Optional.of(hasNegatives);
    }

    private static Operand<TFloat32> column(Ops ops, float[] values) {
        return ops.constant(Shape.of(values.length, 1), DataBuffers.of(values));
    }

    /** Listed pairs; their values are the signs. */
    SparseMatrix pairs() {
        return pairs;
    }

    boolean isEmpty() {
        return pairs.nonZeros() == 0;
    }

    /** Row index of every listed pair. */
    Operand<? extends TNumber> first() {
        return first;
    }

    /** Column index of every listed pair. */
    Operand<? extends TNumber> second() {
        return second;
    }

    /** n × 1 of 0 and 1; empty if all are 1. */
    Optional<Operand<TFloat32>> fullWeight() {
        return fullWeight;
    }

    /** n × 1 of 0 and 1; empty if every row has a negative. */
    Optional<Operand<TFloat32>> hasNegatives() {
        return hasNegatives;
    }
}

package dev.contranorm.zoo.layer;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * The shape of a batch of token sequences: batch × length, known only when a step runs. Networks store tokens as a matrix of T
 * = batch·length rows in the same memory; only attention and ContraNorm use single sequences.
 */
public final class TokenGrid {
    private final Ops ops;
    private final Operand<TInt32> batch;
    private final Operand<TInt32> length;

    public TokenGrid(Ops ops, Operand<TInt32> batch, Operand<TInt32> length) {
        this.ops = ops;
        this.batch = batch;
        this.length = length;
    }

    /**
     * @param tokens batch × length, or batch × length × anything
     */
    public static TokenGrid of(Ops ops, Operand<? extends TType> tokens) {
        Operand<TInt32> shape = ops.shape(tokens);
        return new TokenGrid(ops, element(ops, shape, 0), element(ops, shape, 1));
    }

    private static Operand<TInt32> element(Ops ops, Operand<TInt32> shape, int index) {
        return ops.gather(shape, ops.constant(index), ops.constant(0));
    }

    /** Scalar. */
    public Operand<TInt32> batch() {
        return batch;
    }

    /** Scalar. */
    public Operand<TInt32> length() {
        return length;
    }

    /** T × width as batch × length × width. */
    public Operand<TFloat32> sequences(Operand<TFloat32> rows, int width) {
        return ops.reshape(rows, ops.stack(List.of(batch, length, ops.constant(width))));
    }

    /** A tensor whose last axis has this width, as T × width. */
    public Operand<TFloat32> rows(Operand<TFloat32> x, int width) {
        return ops.reshape(x, ops.constant(new int[] {-1, width}));
    }

    /** T × (heads·width) as batch × heads × length × width. */
    Operand<TFloat32> split(Operand<TFloat32> rows, int heads, int width) {
        Operand<TInt32> shape = ops.stack(List.of(batch, length, ops.constant(heads), ops.constant(width)));
        return Products.transpose(ops, ops.reshape(rows, shape), 0, 2, 1, 3);
    }

    /** Batch × heads × length × width as T × (heads·width). */
    Operand<TFloat32> join(Operand<TFloat32> heads, int count, int width) {
        return rows(Products.transpose(ops, heads, 0, 2, 1, 3), count * width);
    }

    /** Sums over the width of every head, T × (heads·width) to batch × heads × length × 1. */
    Operand<TFloat32> headSums(Operand<TFloat32> rows, int heads, int width) {
        Operand<TInt32> shape = ops.stack(List.of(batch, length, ops.constant(heads), ops.constant(width)));
        return Products.transpose(ops, Products.lastSum(ops, ops.reshape(rows, shape)), 0, 2, 1, 3);
    }

    /** T × (3·heads·width) as 3 × batch × heads × length × width: queries, keys, values. */
    Operand<TFloat32> splitThree(Operand<TFloat32> rows, int heads, int width) {
        Operand<TInt32> shape =
                ops.stack(List.of(batch, length, ops.constant(3), ops.constant(heads), ops.constant(width)));
        return Products.transpose(ops, ops.reshape(rows, shape), 2, 0, 3, 1, 4);
    }

    /** The inverse of {@link #splitThree}. */
    Operand<TFloat32> joinThree(Operand<TFloat32> parts, int heads, int width) {
        return rows(Products.transpose(ops, parts, 1, 3, 0, 2, 4), 3 * heads * width);
    }
}

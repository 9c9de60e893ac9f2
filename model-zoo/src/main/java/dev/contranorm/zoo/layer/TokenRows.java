package dev.contranorm.zoo.layer;

import dev.contranorm.zoo.tensor.Pass;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Joins and selects rows of token matrices. */
public final class TokenRows {
    private TokenRows() {}

    /** x + y. */
    public static Operand<TFloat32> sum(Pass pass, Operand<TFloat32> x, Operand<TFloat32> y) {
        return pass.custom(List.of(x, y), pass.ops().math.add(x, y), gradient -> List.of(gradient, gradient));
    }

    /**
     * The rows of x, then those of y.
     *
     * @param x rows × width
     * @param y rows × width
     */
    public static Operand<TFloat32> together(Pass pass, Operand<TFloat32> x, Operand<TFloat32> y) {
        Ops ops = pass.ops();
        Operand<TFloat32> whole = ops.concat(List.of(x, y), ops.constant(0));
        pass.tape().ifPresent(tape -> tape.isMadeOf(whole, List.of(x, y)));
        return pass.custom(List.of(x, y), whole, gradient -> apart(ops, gradient, count(ops, x)));
    }

    /**
     * Splits rows into the first {@code first} rows and the rest.
     *
     * @param x of any shape
     * @param first number of rows, one value
     */
    public static List<Operand<TFloat32>> apart(Ops ops, Operand<TFloat32> x, Operand<TInt32> first) {
        Operand<TInt32> counts = ops.concat(List.of(first, ops.constant(new int[] {-1})), ops.constant(0));
        return ops.splitV(x, counts, ops.constant(0), 2L).output().stream()
                .map(part -> (Operand<TFloat32>) part)
                .toList();
    }

    /** The number of rows: one value. */
    public static Operand<TInt32> count(Ops ops, Operand<TFloat32> x) {
        return ops.slice(ops.shape(x), ops.constant(new int[1]), ops.constant(new int[] {1}));
    }

    /**
     * Selects one token of every sequence.
     *
     * @param x T × width
     * @param index index of the token in its sequence
     * @return batch × width
     */
    public static Operand<TFloat32> token(Pass pass, TokenGrid grid, Operand<TFloat32> x, int index) {
        Ops ops = pass.ops();
        Operand<TInt32> first = ops.math.mul(ops.range(ops.constant(0), grid.batch(), ops.constant(1)), grid.length());
        Operand<TInt32> rows = ops.math.add(first, ops.constant(index));
        return pass.custom(List.of(x), ops.gather(x, rows, ops.constant(0)), gradient -> {
            Operand<TInt32> all = ops.math.mul(grid.batch(), grid.length());
            return List.of(ops.math.unsortedSegmentSum(gradient, rows, all));
        });
    }
}

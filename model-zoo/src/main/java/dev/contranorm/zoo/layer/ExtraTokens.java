package dev.contranorm.zoo.layer;

import dev.contranorm.zoo.tensor.Pass;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/** Prepends learned tokens to every sequence and adds learned positions to all tokens. */
public final class ExtraTokens {
    private ExtraTokens() {}

    /**
     * @param tokens the learned tokens, each 1 × 1 × width
     * @param positions 1 × length × width
     * @param x (batch·(length − extra)) × width
     * @param grid shape of the result
     * @param length length of a sequence including the extra tokens
     * @return (batch·length) × width
     */
    public static Operand<TFloat32> before(
            Pass pass,
            TokenGrid grid,
            List<Operand<TFloat32>> tokens,
            Operand<TFloat32> positions,
            Operand<TFloat32> x,
            int length,
            int width) {
        Ops ops = pass.ops();
        int extra = tokens.size();
        List<Operand<TFloat32>> parts = new ArrayList<>();
        for (Operand<TFloat32> token : tokens) {
            parts.add(ops.tile(token, ops.stack(List.of(grid.batch(), ops.constant(1), ops.constant(1)))));
        }
        parts.add(ops.reshape(x, ops.constant(new int[] {-1, length - extra, width})));
        Operand<TFloat32> out = ops.math.add(ops.concat(parts, ops.constant(1)), positions);
        List<Operand<TFloat32>> inputs = new ArrayList<>(tokens);
        inputs.add(positions);
        inputs.add(x);
        return pass.custom(inputs, grid.rows(out, width), gradient -> {
            Operand<TFloat32> sequences = grid.sequences(gradient, width);
            Operand<TFloat32> summed = ops.reduceSum(sequences, ops.constant(0), ReduceSum.keepDims(true));
            List<Operand<TFloat32>> gradients = new ArrayList<>();
            for (int k = 0; k < extra; k++) {
                gradients.add(slice(ops, summed, k, 1));
            }
            gradients.add(summed);
            gradients.add(grid.rows(slice(ops, sequences, extra, length - extra), width));
            return gradients;
        });
    }

    private static Operand<TFloat32> slice(Ops ops, Operand<TFloat32> x, int from, int count) {
        return ops.slice(x, ops.constant(new int[] {0, from, 0}), ops.constant(new int[] {-1, count, -1}));
    }
}

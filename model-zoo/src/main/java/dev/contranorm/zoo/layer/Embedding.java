package dev.contranorm.zoo.layer;

import dev.contranorm.zoo.tensor.Initialiser;
import dev.contranorm.zoo.tensor.Pass;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** {@code torch.nn.Embedding}: looks up rows of a table. */
public final class Embedding {
    private Embedding() {}

    /**
     * @param name prefix of the parameter {@code .weight}, size × width
     * @param ids T indices below size
     * @return T × width
     */
    public static Operand<TFloat32> apply(
            Pass pass, String name, Operand<TInt32> ids, int size, int width, Initialiser start) {
        return apply(pass, name, ids, ids, size, width, start);
    }

    /** Like {@link #apply} with {@code padding_idx = 0}: row 0 is initially 0 and not trained. */
    public static Operand<TFloat32> applyPadded(
            Pass pass, String name, Operand<TInt32> ids, int size, int width, Initialiser start) {
        Ops ops = pass.ops();
        Operand<TInt32> trained =
                ops.select(ops.math.equal(ids, ops.constant(0)), ops.math.sub(ids, ops.constant(1)), ids);
        return apply(pass, name, ids, trained, size, width, (count, random) -> {
            float[] values = start.values(count, random);
            Arrays.fill(values, 0, width, 0);
            return values;
        });
    }

    /**
     * @param trained like {@code ids}; a negative index sends no gradient
     */
    private static Operand<TFloat32> apply(
            Pass pass,
            String name,
            Operand<TInt32> ids,
            Operand<TInt32> trained,
            int size,
            int width,
            Initialiser start) {
        Ops ops = pass.ops();
        Operand<TFloat32> table =
                pass.graph().parameter(name + ".weight", start, size, width).value();
        return pass.custom(
                List.of(table),
                ops.gather(table, ids, ops.constant(0)),
                gradient -> List.of(ops.math.unsortedSegmentSum(gradient, trained, ops.constant(size))));
    }
}

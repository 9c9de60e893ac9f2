package dev.contranorm.zoo.layer;

import dev.contranorm.zoo.tensor.Pass;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Joins matrices side by side, and splits them again. */
public final class ColumnBlocks {
    private ColumnBlocks() {}

    /** Joins matrices of equal shape along an axis, as part of the network. */
    public static Operand<TFloat32> join(Pass pass, List<Operand<TFloat32>> parts, int axis) {
        Ops ops = pass.ops();
        return parts.size() == 1
                ? parts.get(0)
                : pass.custom(parts, join(ops, parts, axis), gradient -> cut(ops, gradient, parts.size(), axis));
    }

    static Operand<TFloat32> join(Ops ops, List<Operand<TFloat32>> parts, int axis) {
        return parts.size() == 1 ? parts.get(0) : ops.concat(parts, ops.constant(axis));
    }

    /** Splits into equal parts along an axis. */
    static List<Operand<TFloat32>> cut(Ops ops, Operand<TFloat32> whole, int count, int axis) {
        return count == 1
                ? List.of(whole)
                : new ArrayList<>(
                        ops.split(ops.constant(axis), whole, (long) count).output());
    }
}

package dev.contranorm.zoo.backbone.revgat;

import dev.contranorm.zoo.tensor.Pass;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The features of a matrix as adjacent groups of equal size.
 *
 * @param count G
 * @param width width of a group
 */
record FeatureGroups(int count, int width) {
    /** The groups of n × (G·width). */
    List<Operand<TFloat32>> split(Ops ops, Operand<TFloat32> x) {
        List<Operand<TFloat32>> groups = new ArrayList<>();
        ops.split(ops.constant(1), x, (long) count).output().forEach(groups::add);
        return groups;
    }

    /** The inverse of {@link #split}. */
    Operand<TFloat32> join(Ops ops, List<Operand<TFloat32>> groups) {
        return ops.concat(groups, ops.constant(1));
    }

    /** Like {@link #split}, with gradients. */
    List<Operand<TFloat32>> split(Pass pass, Operand<TFloat32> x) {
        Ops ops = pass.ops();
        List<Operand<TFloat32>> groups = split(ops, x);
        for (int k = 0; k < count; k++) {
            int before = k * width;
            int after = (count - 1 - k) * width;
            pass.custom(
                    List.of(x),
                    groups.get(k),
                    gradient -> List.of(
                            ops.pad(gradient, ops.constant(new int[][] {{0, 0}, {before, after}}), ops.constant(0f))));
        }
        return groups;
    }

    /** Like {@link #join}, with gradients. */
    Operand<TFloat32> join(Pass pass, List<Operand<TFloat32>> groups) {
        Ops ops = pass.ops();
        return pass.custom(groups, join(ops, groups), gradient -> split(ops, gradient));
    }
}

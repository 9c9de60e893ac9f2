package dev.contranorm.zoo.norm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A matrix split into blocks of rows. */
final class RowBlocks {
    private final Ops ops;
    private final List<Operand<TFloat32>> blocks = new ArrayList<>();
    private final Map<Integer, Operand<TFloat32>> transposed = new HashMap<>();
    private Operand<TInt32> swapped;

    /**
     * @param bounds first row of every block, followed by the number of rows
     */
    RowBlocks(Ops ops, Operand<TFloat32> matrix, int[] bounds) {
        this.ops = ops;
        int count = bounds.length - 1;
        if (count == 1) {
            blocks.add(matrix);
            return;
        }
        int[] sizes = new int[count];
        for (int t = 0; t < count; t++) {
            sizes[t] = bounds[t + 1] - bounds[t];
        }
        ops.splitV(matrix, ops.constant(sizes), ops.constant(0), (long) count).forEach(blocks::add);
    }

    private Operand<TInt32> swapped() {
        if (swapped == null) {
            swapped = ops.constant(new int[] {1, 0});
        }
        return swapped;
    }

    /** The rows of a block: rows of the block × width. */
    Operand<TFloat32> rows(int block) {
        return blocks.get(block);
    }

    /** The transposed rows of a block: width × rows of the block. */
    Operand<TFloat32> transposed(int block) {
        return transposed.computeIfAbsent(block, key -> ops.linalg.transpose(blocks.get(key), swapped()));
    }
}

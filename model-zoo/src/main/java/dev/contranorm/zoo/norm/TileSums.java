package dev.contranorm.zoo.norm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The contributions of tiles to each block of rows, summed in the order in which they were added. */
final class TileSums {
    private final Ops ops;
    private final int[] bounds;
    private final Map<Integer, List<Operand<TFloat32>>> parts = new TreeMap<>();

    TileSums(Ops ops, int[] bounds) {
        this.ops = ops;
        this.bounds = bounds;
    }

    Operand<TFloat32> add(int block, Operand<TFloat32> part) {
        parts.computeIfAbsent(block, key -> new ArrayList<>()).add(part);
        return part;
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** All blocks, each with at least one contribution: n × width. */
    Operand<TFloat32> total() {
        return joined(0);
    }

    /** Contributions of shape width × rows, for all blocks but the first: n × width. */
    Operand<TFloat32> totalOfTransposed() {
        Operand<TFloat32> transposed = ops.linalg.transpose(joined(1), ops.constant(new int[] {1, 0}));
        // The first block of rows has no such contribution.
        return ops.pad(transposed, ops.constant(new int[][] {{bounds[1], 0}, {0, 0}}), ops.constant(0f));
    }

    private Operand<TFloat32> joined(int axis) {
        List<Operand<TFloat32>> blocks = sums();
        return blocks.size() == 1 ? blocks.get(0) : ops.concat(blocks, ops.constant(axis));
    }

    private List<Operand<TFloat32>> sums() {
        List<Operand<TFloat32>> blocks = new ArrayList<>();
        parts.values().forEach(each -> blocks.add(each.size() == 1 ? each.get(0) : ops.math.addN(each)));
        return blocks;
    }
}

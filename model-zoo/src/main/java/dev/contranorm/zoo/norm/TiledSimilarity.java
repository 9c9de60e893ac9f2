package dev.contranorm.zoo.norm;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * E in square tiles. E and M are symmetric, so only tiles on and above the diagonal are computed; tile (I, J) serves rows I
 * as it is and rows J transposed.
 *
 * <p>{@code dense}: one tile, kept for the backward: n × n memory. {@code blocked}: tiles that fit the cache, each recomputed
 * in the backward and chained to the one before, so that one tile is alive at a time: memory linear in n.
 */
final class TiledSimilarity implements SimilarityStrategy {
    /** Of 256, 384, 512, 768 and 1,024 this was the fastest at 2,708 × 32 on two cores. */
    private static final int TILE_ROWS = 512;
    /** Above this many tiles a side the graph grows faster than the cache gains. */
    private static final int MOST_TILES = 12;

    private final Ops ops;
    private final int[] bounds;
    private final boolean keep;
    private Operand<TFloat32> kept;

    private TiledSimilarity(Ops ops, int rows, int tiles, boolean keep) {
        this.ops = ops;
        this.keep = keep;
        this.bounds = new int[tiles + 1];
        for (int t = 0; t <= tiles; t++) {
            bounds[t] = (int) ((long) rows * t / tiles);
        }
    }

    /** E as one matrix. */
    static TiledSimilarity dense(Ops ops, int rows) {
        return new TiledSimilarity(ops, rows, 1, true);
    }

    /** E by tiles with recomputation. */
    static TiledSimilarity blocked(Ops ops, int rows) {
        return new TiledSimilarity(
                ops, rows, Math.max(1, Math.min(MOST_TILES, (rows + TILE_ROWS / 2) / TILE_ROWS)), false);
    }

    @Override
    public Operand<TFloat32> product(Operand<TFloat32> unit, Operand<TFloat32> values) {
        Accumulator sums = new Accumulator();
        List<Operand<TFloat32>> units = split(unit);
        List<Operand<TFloat32>> parts = split(values);
        forEachTile((chained, i, j) -> {
            Operand<TFloat32> e = exponential(chained, units, i, j);
            if (keep) {
                kept = e;
            }
            Operand<TFloat32> last = sums.add(i, ops.linalg.matMul(e, parts.get(j)));
            return i == j ? last : sums.add(j, ops.linalg.matMul(e, parts.get(i), MatMul.transposeA(true)));
        });
        return sums.total();
    }

    @Override
    public List<Operand<TFloat32>> backward(
            Operand<TFloat32> unit, Operand<TFloat32> x, Operand<TFloat32> a, Operand<TFloat32> c) {
        Operand<TFloat32> ones = ops.onesLike(c);
        List<Operand<TFloat32>> units = split(unit);
        List<Operand<TFloat32>> as = split(a);
        List<Operand<TFloat32>> left = split(concat(a, x, ops.math.neg(c), ones));
        List<Operand<TFloat32>> right = split(concat(x, a, ones, ops.math.neg(c)));
        Accumulator unitGradient = new Accumulator();
        Accumulator product = new Accumulator();
        forEachTile((chained, i, j) -> {
            Operand<TFloat32> e = kept != null ? kept : exponential(chained, units, i, j);
            Operand<TFloat32> m = chained.linalg.matMul(left.get(i), right.get(j), MatMul.transposeB(true));
            Operand<TFloat32> w = ops.math.mul(e, m);
            product.add(i, ops.linalg.matMul(e, as.get(j)));
            Operand<TFloat32> last = unitGradient.add(i, ops.linalg.matMul(w, units.get(j)));
            if (i != j) {
                product.add(j, ops.linalg.matMul(e, as.get(i), MatMul.transposeA(true)));
                last = unitGradient.add(j, ops.linalg.matMul(w, units.get(i), MatMul.transposeA(true)));
            }
            return last;
        });
        return List.of(unitGradient.total(), product.total());
    }

    private Operand<TFloat32> exponential(Ops chained, List<Operand<TFloat32>> units, int i, int j) {
        return ops.math.exp(chained.linalg.matMul(units.get(i), units.get(j), MatMul.transposeB(true)));
    }

    private interface Tile {
        /** Builds one tile and returns the operand after which the next may start. */
        Operand<TFloat32> build(Ops chained, int i, int j);
    }

    private void forEachTile(Tile tile) {
        Ops chained = ops;
        for (int i = 0; i < bounds.length - 1; i++) {
            for (int j = i; j < bounds.length - 1; j++) {
                Operand<TFloat32> last = tile.build(chained, i, j);
                chained = ops.withControlDependencies(List.<Op>of(last));
            }
        }
    }

    private List<Operand<TFloat32>> split(Operand<TFloat32> matrix) {
        int tiles = bounds.length - 1;
        if (tiles == 1) {
            return List.of(matrix);
        }
        int[] sizes = new int[tiles];
        for (int t = 0; t < tiles; t++) {
            sizes[t] = bounds[t + 1] - bounds[t];
        }
        List<Operand<TFloat32>> parts = new ArrayList<>();
        ops.splitV(matrix, ops.constant(sizes), ops.constant(0), (long) tiles).forEach(parts::add);
        return parts;
    }

    @SafeVarargs
    private Operand<TFloat32> concat(Operand<TFloat32>... columns) {
        List<Operand<TFloat32>> list = new ArrayList<>();
        for (Operand<TFloat32> column : columns) {
            list.add(column);
        }
        return ops.concat(list, ops.constant(1));
    }

    /** Sums the contributions to each block of rows as they come, so that few are alive at once. */
    private final class Accumulator {
        private final List<Operand<TFloat32>> rows = new ArrayList<>();

        Operand<TFloat32> add(int block, Operand<TFloat32> part) {
            if (block == rows.size()) {
                rows.add(part);
            } else {
                rows.set(block, ops.math.add(rows.get(block), part));
            }
            return rows.get(block);
        }

        Operand<TFloat32> total() {
            return rows.size() == 1 ? rows.get(0) : ops.concat(rows, ops.constant(0));
        }
    }
}

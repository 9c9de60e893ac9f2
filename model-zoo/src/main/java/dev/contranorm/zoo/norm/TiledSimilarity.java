package dev.contranorm.zoo.norm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Computes E in square tiles. E and W are symmetric, so only tiles on and above the diagonal are computed; tile (I, J) is used
 * for rows I as E·V and for rows J as Vᵀ·E, which is two to five times faster than Eᵀ·V because TensorFlow packs a transposed
 * left operand slowly. Row sums are reductions, because a 33rd column of ones would cost a third of the product.
 *
 * <p>The backward pass either keeps the tiles, with n × n memory, or recomputes each; then at most {@code parallelTiles} tiles
 * are alive at once, with memory linear in n. The tiles are summed in a fixed order, whatever the number of parallel tiles.
 */
final class TiledSimilarity {
    /**
     * Tiles of about this many rows fit the cache. The golden case {@code full_citeseer_CN_s1.0_L4} depends on it: at the first
     * step the gradient of hidden_layers.2.weight[6, 24] and its decay cancel to 1.3e-9, an eighth of Adam's epsilon, and
     * rounding the first layer's rows to single precision alone changes that by 2e-10. With other summation orders, the error
     * of the logits after three steps is up to 1.6 times the tolerance; PyTorch's own error against double precision is 0.5 to
     * 0.9 times the tolerance.
     */
    private static final int TILE_ROWS = 450;
    /**
     * Maximum number of tiles per side, unless tiles would exceed {@link #MOST_TILE_ROWS}: the graph grows with the square of
     * this number. At 19,717 rows, 16 tiles per side of 6 MB each fragmented glibc's heap (570 to 710 MB, varying between
     * runs); 20 tiles take 500 MB.
     */
    private static final int MOST_TILES = 20;

    private static final int MOST_TILE_ROWS = 2048;

    /**
     * @param values E·x, n × d
     * @param rowSums row sums of E, n × 1
     */
    record Product(Operand<TFloat32> values, Operand<TFloat32> rowSums) {}

    /**
     * @param ofUnit W·U, n × d
     * @param ofX E·a, n × d
     */
    record Gradients(Operand<TFloat32> ofUnit, Operand<TFloat32> ofX) {}

    private final Ops ops;
    private final int[] bounds;
    private final int parallelTiles;
    private final BooleanSupplier keeps;
    private final Operand<TInt32> columns;
    private final Map<List<Integer>, Operand<TFloat32>> forward = new HashMap<>();

    /**
     * @param rows n, or {@link NormSite#FED}: then E is one tile
     * @param parallelTiles number of tiles computed in parallel
     * @param keeps called when the backward pass is built: whether tiles are kept in memory for it
     */
    TiledSimilarity(Ops ops, int rows, int parallelTiles, BooleanSupplier keeps) {
        this.ops = ops;
        this.parallelTiles = parallelTiles;
        this.keeps = keeps;
        this.columns = ops.constant(1);
        int byCache = Math.min(MOST_TILES, (rows + TILE_ROWS / 2) / TILE_ROWS);
        int tiles = Math.max(1, Math.max(byCache, rows / MOST_TILE_ROWS));
        this.bounds = new int[tiles + 1];
        for (int t = 0; t <= tiles; t++) {
            bounds[t] = (int) ((long) rows * t / tiles);
        }
    }

    /** Size of all tiles on and above the diagonal, if n is known. */
    long bytes() {
        int tiles = bounds.length - 1;
        long rows = bounds[tiles];
        return Float.BYTES * rows * rows * (tiles + 1) / (2 * tiles);
    }

    /**
     * @param unit U, n × d
     * @param x n × d
     */
    Product product(Operand<TFloat32> unit, Operand<TFloat32> x) {
        RowBlocks units = new RowBlocks(ops, unit, bounds);
        RowBlocks values = new RowBlocks(ops, x, bounds);
        RowBlocks withOnes = bounds.length == 2 ? values : new RowBlocks(ops, concat(List.of(x, ones())), bounds);
        TileSums products = new TileSums(ops, bounds);
        TileSums rowSums = new TileSums(ops, bounds);
        TileSums transposed = new TileSums(ops, bounds);
        forEachTile(ops, (chained, i, j) -> {
            Operand<TFloat32> e = exponential(chained, units, i, j);
            forward.put(List.of(i, j), e);
            List<Op> users = new ArrayList<>();
            users.add(rowSums.add(i, ops.reduceSum(e, columns, ReduceSum.keepDims(true))));
            users.add(products.add(i, ops.linalg.matMul(e, values.rows(j))));
            if (i != j) {
                users.add(transposed.add(j, ops.linalg.matMul(withOnes.transposed(i), e)));
            }
            return users;
        });
        if (transposed.isEmpty()) {
            return new Product(products.total(), rowSums.total());
        }
        int width = (int) x.shape().get(1);
        var below = ops.splitV(transposed.totalOfTransposed(), ops.constant(new int[] {width, 1}), ops.constant(1), 2L)
                .output();
        return new Product(ops.math.add(products.total(), below.get(0)), ops.math.add(rowSums.total(), below.get(1)));
    }

    /**
     * The backward pass of the softmax product, with M[i,j] = a_i·x_j + x_i·a_j − c_i − c_j and W = E∘M.
     *
     * @param x n × d
     * @param a n × d
     * @param c n × 1
     */
    Gradients backward(Operand<TFloat32> unit, Operand<TFloat32> x, Operand<TFloat32> a, Operand<TFloat32> c) {
        boolean kept = keeps.getAsBoolean();
        Operand<TFloat32> minusC = ops.math.neg(c);
        Operand<TFloat32> ones = ops.onesLike(c);
        // An operator that depends on the forward pass alone would run early and its result would be kept until the
        // backward pass.
        Ops late = ops.withControlDependencies(List.<Op>of(a));
        RowBlocks units = new RowBlocks(late, unit, bounds);
        RowBlocks as = new RowBlocks(ops, a, bounds);
        RowBlocks left = new RowBlocks(ops, concat(List.of(a, x, minusC, ones)), bounds);
        RowBlocks right = new RowBlocks(ops, concat(List.of(x, a, ones, minusC)), bounds);
        TileSums ofUnit = new TileSums(ops, bounds);
        TileSums ofUnitTransposed = new TileSums(ops, bounds);
        TileSums ofX = new TileSums(ops, bounds);
        TileSums ofXTransposed = new TileSums(ops, bounds);
        forEachTile(late, (chained, i, j) -> {
            Operand<TFloat32> e = kept ? forward.get(List.of(i, j)) : exponential(chained, units, i, j);
            List<Op> users = new ArrayList<>();
            users.add(ofX.add(i, ops.linalg.matMul(e, as.rows(j))));
            if (i != j) {
                users.add(ofXTransposed.add(j, ops.linalg.matMul(as.transposed(i), e)));
            }
            // E is released before M is allocated; W reuses the memory of M.
            Ops after = ops.withControlDependencies(users);
            Operand<TFloat32> m = after.linalg.matMul(left.rows(i), right.rows(j), MatMul.transposeB(true));
            Operand<TFloat32> w = ops.math.mul(m, e);
            List<Op> usersOfW = new ArrayList<>();
            usersOfW.add(ofUnit.add(i, ops.linalg.matMul(w, units.rows(j))));
            if (i != j) {
                usersOfW.add(ofUnitTransposed.add(j, ops.linalg.matMul(units.transposed(i), w)));
            }
            return usersOfW;
        });
        return new Gradients(both(ofUnit, ofUnitTransposed), both(ofX, ofXTransposed));
    }

    private Operand<TFloat32> both(TileSums sums, TileSums transposed) {
        return transposed.isEmpty() ? sums.total() : ops.math.add(sums.total(), transposed.totalOfTransposed());
    }

    private Operand<TFloat32> exponential(Ops chained, RowBlocks units, int i, int j) {
        return ops.math.exp(chained.linalg.matMul(units.rows(i), units.rows(j), MatMul.transposeB(true)));
    }

    private interface Tile {
        /** Builds one tile and returns the operators that use it; the next tile of the same chain starts after them. */
        List<Op> build(Ops chained, int i, int j);
    }

    private void forEachTile(Ops first, Tile tile) {
        List<Ops> chain = new ArrayList<>();
        for (int k = 0; k < parallelTiles; k++) {
            chain.add(first);
        }
        int next = 0;
        for (int i = 0; i < bounds.length - 1; i++) {
            for (int j = i; j < bounds.length - 1; j++) {
                chain.set(next, ops.withControlDependencies(tile.build(chain.get(next), i, j)));
                next = (next + 1) % parallelTiles;
            }
        }
    }

    /** n × 1. */
    private Operand<TFloat32> ones() {
        return ops.fill(ops.constant(new long[] {bounds[bounds.length - 1], 1}), ops.constant(1f));
    }

    private Operand<TFloat32> concat(List<Operand<TFloat32>> columns) {
        return ops.concat(columns, ops.constant(1));
    }
}

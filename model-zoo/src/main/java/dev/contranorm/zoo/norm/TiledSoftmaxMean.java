package dev.contranorm.zoo.norm;

import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.SparseMatrix;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The tiled implementation, with a hand-written gradient.
 *
 * <p>With U = x̂/√τ, E = exp(U·Uᵀ), row sums r and y = P·x: for the gradient G of out, h = −s·G, a = h/r, c = (h·y)/r, the
 * gradient of a similarity is dS[i,j] = E[i,j]·(a_i·x_j − c_i) on unmasked pairs. U receives (dS + dSᵀ)·U, x receives Eᵀ·a in
 * addition to (1 + s)·G. A row without negatives keeps its x.
 */
final class TiledSoftmaxMean implements SoftmaxMeanStrategy {
    private final Pass pass;
    private final Ops ops;
    private final TiledSimilarity similarity;
    private final Optional<NeighbourMask> mask;
    private final Operand<TFloat32> rootTemperature;
    private final Operand<TFloat32> scale;
    private final Operand<TFloat32> onePlusScale;

    private Operand<TFloat32> x;
    private Operand<TFloat32> clampedNorm;
    private Operand<TFloat32> isLong;
    private Operand<TFloat32> unit;
    private Operand<TFloat32> rowSum;
    private Operand<TFloat32> softmaxProduct;
    private Operand<TFloat32> pairWeights;

    TiledSoftmaxMean(
            Pass pass, TiledSimilarity similarity, Optional<NeighbourMask> mask, double temperature, double scale) {
        this.pass = pass;
        this.ops = pass.ops();
        this.similarity = similarity;
        this.mask = mask.filter(pairs -> !pairs.isEmpty());
        this.rootTemperature = ops.constant((float) (1 / Math.sqrt(temperature)));
        this.scale = ops.constant((float) scale);
        this.onePlusScale = ops.constant((float) (1 + scale));
    }

    @Override
    public Operand<TFloat32> apply(Operand<TFloat32> input) {
        return pass.custom(List.of(input), forward(input), gradient -> List.of(backward(gradient)));
    }

    private Operand<TFloat32> forward(Operand<TFloat32> input) {
        x = input;
        Operand<TFloat32> norm = ops.math.sqrt(RowStatistics.sum(ops, ops.math.square(x)));
        Operand<TFloat32> smallest = ops.constant(RowStatistics.SMALLEST_NORM);
        clampedNorm = ops.math.maximum(norm, smallest);
        isLong = ops.dtypes.cast(ops.math.greater(norm, smallest), TFloat32.class);
        unit = ops.math.mul(ops.math.div(x, clampedNorm), rootTemperature);

        TiledSimilarity.Product full = similarity.product(unit, x);
        Operand<TFloat32> sums = full.values();
        rowSum = full.rowSums();
        if (mask.isPresent()) {
            NeighbourMask pairs = mask.get();
            Operand<TFloat32> exponent =
                    RowStatistics.sum(ops, ops.math.mul(gather(unit, pairs.first()), gather(unit, pairs.second())));
            Operand<TFloat32> e = ops.math.exp(ops.squeeze(exponent, org.tensorflow.op.core.Squeeze.axis(List.of(1L))));
            pairWeights = ops.math.mul(e, pairs.pairs().values());
            Operand<TFloat32> withOnes = ops.concat(List.of(x, ops.onesLike(norm)), ops.constant(1));
            List<Operand<TFloat32>> masked = splitLastColumn(pairs.pairs().times(pairWeights, withOnes));
            sums = ops.math.add(weighted(sums), masked.get(0));
            rowSum = ops.math.add(weighted(rowSum), masked.get(1));
        }
        if (hasNegatives().isPresent()) {
            Operand<TFloat32> flag = hasNegatives().get();
            Operand<TFloat32> missing = ops.math.sub(ops.constant(1f), flag);
            rowSum = ops.math.add(ops.math.mul(rowSum, flag), missing);
            Operand<TFloat32> regular = ops.math.mul(ops.math.div(sums, rowSum), flag);
            softmaxProduct = ops.math.add(regular, ops.math.mul(x, missing));
        } else {
            softmaxProduct = ops.math.div(sums, rowSum);
        }
        return ops.math.sub(ops.math.mul(onePlusScale, x), ops.math.mul(scale, softmaxProduct));
    }

    private Operand<TFloat32> backward(Operand<TFloat32> gradient) {
        // An operator that depends on the forward pass alone would run early and its result would be kept until the
        // backward pass.
        Ops late = ops.withControlDependencies(List.<Op>of(gradient));
        Operand<TFloat32> h = ops.math.neg(ops.math.mul(scale, gradient));
        Operand<TFloat32> direct = ops.math.mul(onePlusScale, gradient);
        if (hasNegatives().isPresent()) {
            Operand<TFloat32> flag = hasNegatives().get();
            direct = ops.math.add(direct, ops.math.mul(h, ops.math.sub(ops.constant(1f), flag)));
            h = ops.math.mul(h, flag);
        }
        Operand<TFloat32> a = ops.math.div(h, rowSum);
        Operand<TFloat32> c = ops.math.div(RowStatistics.sum(ops, ops.math.mul(h, softmaxProduct)), rowSum);
        TiledSimilarity.Gradients full = similarity.backward(unit, x, weighted(a), weighted(c));
        Operand<TFloat32> unitGradient = full.ofUnit();
        Operand<TFloat32> direction = ops.math.add(direct, full.ofX());
        if (mask.isPresent()) {
            NeighbourMask pairs = mask.get();
            SparseMatrix listed = pairs.pairs();
            Operand<TFloat32> dot = RowStatistics.sum(
                    ops, ops.math.mul(gather(a, pairs.first()), late.gather(x, pairs.second(), ops.constant(0))));
            Operand<TFloat32> m = ops.squeeze(
                    ops.math.sub(dot, gather(c, pairs.first())), org.tensorflow.op.core.Squeeze.axis(List.of(1L)));
            Operand<TFloat32> q = ops.math.mul(pairWeights, m);
            unitGradient = ops.math.addN(List.of(unitGradient, listed.times(q, unit), listed.transposedTimes(q, unit)));
            direction = ops.math.add(direction, listed.transposedTimes(pairWeights, a));
        }
        // Backward pass through x̂ = x / max(‖x‖, 1e-12). unit is x̂/√τ, so the second factor 1/√τ in the projection is
        // removed.
        Operand<TFloat32> hatGradient = ops.math.mul(unitGradient, rootTemperature);
        Operand<TFloat32> hat = late.math.div(x, clampedNorm);
        Operand<TFloat32> along = ops.math.mul(RowStatistics.sum(ops, ops.math.mul(hat, hatGradient)), isLong);
        Operand<TFloat32> throughNorm = ops.math.div(ops.math.sub(hatGradient, ops.math.mul(hat, along)), clampedNorm);
        return ops.math.add(direction, throughNorm);
    }

    private Optional<Operand<TFloat32>> hasNegatives() {
        return mask.flatMap(NeighbourMask::hasNegatives);
    }

    private Operand<TFloat32> weighted(Operand<TFloat32> rows) {
        return mask.flatMap(NeighbourMask::fullWeight)
                .map(weight -> (Operand<TFloat32>) ops.math.mul(rows, weight))
                .orElse(rows);
    }

    private Operand<TFloat32> gather(
            Operand<TFloat32> rows, Operand<? extends org.tensorflow.types.family.TNumber> index) {
        return ops.gather(rows, index, ops.constant(0));
    }

    private List<Operand<TFloat32>> splitLastColumn(Operand<TFloat32> sums) {
        int width = (int) x.shape().get(1);
        var parts = ops.splitV(sums, ops.constant(new int[] {width, 1}), ops.constant(1), 2L);
        return List.of(parts.output().get(0), parts.output().get(1));
    }
}

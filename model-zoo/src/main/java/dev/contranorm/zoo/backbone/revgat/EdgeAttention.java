package dev.contranorm.zoo.backbone.revgat;

import dev.contranorm.zoo.tensor.Pass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.op.sparse.SparseTensorDenseMatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * Graph attention (Veličković et al., 2018) of every head: out_i = Σ_j α_ij·v_j over the edges into i, α the softmax over them
 * of LeakyReLU(l_j + r_i). Nothing of size edges × width is made: a head of a node is a row of its own, the sum a product with
 * a sparse matrix.
 *
 * <p>For the gradient G of out, v receives αᵀ·G and α_ij the product of G_i and v_j; with D the attention dropout's factors,
 * LeakyReLU's result receives α∘(D∘dα − Σ α∘D∘dα over the same i).
 *
 * @param width of a head
 * @param edgeDropout share of the edges, ⌊E·share⌋ of them, that a training pass leaves out, softmax included
 * @param attentionDropout share of the α that a training pass drops
 */
record EdgeAttention(AttentionEdges edges, int heads, int width, double edgeDropout, double attentionDropout) {
    private static final float SLOPE = 0.2f;
    /** Far below every score, without overflowing in a difference. */
    private static final float LEFT_OUT = -1e30f;

    private static final float SMALLEST_SUM = Float.MIN_NORMAL;

    /**
     * @param values n × (heads·width)
     * @param ofSource l, n × heads
     * @param ofTarget r, n × heads; empty for none
     * @param edgeSite names the edges left out: passes with one name leave out the same
     * @param site a name that is unique in the network
     * @return n × (heads·width)
     */
    Operand<TFloat32> apply(
            Pass pass,
            Operand<TFloat32> values,
            Operand<TFloat32> ofSource,
            Optional<Operand<TFloat32>> ofTarget,
            String edgeSite,
            String site) {
        Ops ops = pass.ops();
        Operand<TFloat32> near = ops.gather(ofSource, edges.source(), ops.constant(0));
        Operand<TFloat32> score = ofTarget.isPresent()
                ? ops.math.add(near, ops.gather(ofTarget.get(), edges.target(), ops.constant(0)))
                : near;
        Operand<TFloat32> softmax = softmax(ops, score, kept(pass, score, edgeSite));
        Optional<Operand<TFloat32>> factors =
                pass.dropoutFactors(attentionDropout, "attention/" + site, ops.shape(softmax));
        Operand<TFloat32> weights = factors.isPresent() ? ops.math.mul(softmax, factors.get()) : softmax;
        Operand<TFloat32> out = product(ops, weights, values, false);
        List<Operand<TFloat32>> inputs = new ArrayList<>(List.of(values, ofSource));
        ofTarget.ifPresent(inputs::add);
        return pass.custom(inputs, out, gradient -> {
            Ops late = ops.withControlDependencies(List.<Op>of(gradient));
            Operand<TFloat32> valueGradient = product(late, weights, gradient, true);
            // One after the other: each makes the places of all edges and heads.
            Ops later = ops.withControlDependencies(List.<Op>of(valueGradient));
            Operand<TFloat32> change = products(later, gradient, values);
            Operand<TFloat32> toScore = scoreGradient(ops, softmax, factors, change, score);
            List<Operand<TFloat32>> gradients =
                    new ArrayList<>(List.of(valueGradient, sums(ops, toScore, edges.source())));
            if (ofTarget.isPresent()) {
                gradients.add(sums(ops, toScore, edges.target()));
            }
            return gradients;
        });
    }

    /** 1 for the edges that stay and 0 for those left out, E × 1; empty when all stay. */
    private Optional<Operand<TFloat32>> kept(Pass pass, Operand<TFloat32> score, String edgeSite) {
        int leftOut = (int) (edges.count() * edgeDropout);
        if (!pass.isTraining() || leftOut == 0) {
            return Optional.empty();
        }
        Ops ops = pass.ops();
        // Large whole numbers are all different, so that exactly as many are smaller than the threshold.
        Operand<TInt64> drawn = pass.wholeNumbers(score, "edges/" + edgeSite, edges.count());
        Operand<TInt64> threshold = ops.nn.nthElement(drawn, ops.constant(leftOut));
        Operand<TFloat32> stays = ops.dtypes.cast(ops.math.greaterEqual(drawn, threshold), TFloat32.class);
        return Optional.of(ops.reshape(stays, ops.constant(new int[] {-1, 1})));
    }

    /** E × heads; all zero for a node whose edges are all left out. */
    private Operand<TFloat32> softmax(Ops ops, Operand<TFloat32> score, Optional<Operand<TFloat32>> kept) {
        Operand<TFloat32> leaky = ops.nn.leakyRelu(score, LeakyRelu.alpha(SLOPE));
        if (kept.isPresent()) {
            Operand<TFloat32> missing = ops.math.sub(ops.constant(1f), kept.get());
            leaky = ops.math.add(leaky, ops.math.mul(missing, ops.constant(LEFT_OUT)));
        }
        Operand<TFloat32> largest = ops.math.unsortedSegmentMax(leaky, edges.target(), ops.constant(edges.nodes()));
        Operand<TFloat32> exponential =
                ops.math.exp(ops.math.sub(leaky, ops.gather(largest, edges.target(), ops.constant(0))));
        if (kept.isPresent()) {
            exponential = ops.math.mul(exponential, kept.get());
        }
        Operand<TFloat32> sums = ops.math.maximum(
                sums(ops, exponential, edges.target()), ops.constant(SMALLEST_SUM));
        return ops.math.div(exponential, ops.gather(sums, edges.target(), ops.constant(0)));
    }

    private Operand<TFloat32> scoreGradient(
            Ops ops,
            Operand<TFloat32> softmax,
            Optional<Operand<TFloat32>> factors,
            Operand<TFloat32> change,
            Operand<TFloat32> score) {
        Operand<TFloat32> dropped = factors.isPresent() ? ops.math.mul(change, factors.get()) : change;
        Operand<TFloat32> weighted = ops.math.mul(softmax, dropped);
        Operand<TFloat32> mean = ops.gather(sums(ops, weighted, edges.target()), edges.target(), ops.constant(0));
        Operand<TFloat32> toLeaky = ops.math.sub(weighted, ops.math.mul(softmax, mean));
        return ops.select(
                ops.math.greater(score, ops.constant(0f)), toLeaky, ops.math.mul(toLeaky, ops.constant(SLOPE)));
    }

    /** Sums over the edges of a node, E × heads to n × heads. */
    private Operand<TFloat32> sums(Ops ops, Operand<TFloat32> ofEdges, Operand<TInt32> ends) {
        return ops.math.unsortedSegmentSum(ofEdges, ends, ops.constant(edges.nodes()));
    }

    /** The sparse matrix of E × heads weights, or its transpose, times n × (heads·width). */
    private Operand<TFloat32> product(
            Ops ops, Operand<TFloat32> weights, Operand<TFloat32> dense, boolean transposed) {
        long rows = (long) edges.nodes() * heads;
        Operand<TInt32> places = edges.places(
                ops, edges.rows(ops, edges.target(), heads), edges.rows(ops, edges.source(), heads));
        Operand<TFloat32> product = ops.sparse.sparseTensorDenseMatMul(
                places,
                ops.reshape(weights, ops.constant(new int[] {-1})),
                ops.constant(new long[] {rows, rows}),
                heads(ops, dense),
                SparseTensorDenseMatMul.adjointA(transposed));
        return ops.reshape(product, ops.constant(new int[] {edges.nodes(), heads * width}));
    }

    private Operand<TFloat32> products(Ops ops, Operand<TFloat32> ofTargets, Operand<TFloat32> ofSources) {
        Operand<TFloat32> all = EdgeProducts.of(
                ops,
                heads(ops, ofTargets),
                heads(ops, ofSources),
                edges.rows(ops, edges.target(), heads),
                edges.rows(ops, edges.source(), heads),
                Math.multiplyExact(edges.count(), heads),
                width);
        return ops.reshape(all, ops.constant(new int[] {edges.count(), heads}));
    }

    private Operand<TFloat32> heads(Ops ops, Operand<TFloat32> x) {
        return ops.reshape(x, ops.constant(new int[] {edges.nodes() * heads, width}));
    }
}

package dev.contranorm.zoo.layer;

import dev.contranorm.zoo.tensor.Pass;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.types.TFloat32;

/**
 * Multi-head attention softmax(Q·Kᵀ/√w + mask)·V (Vaswani et al., 2017), w the width of a head.
 *
 * <p>With P the softmax, D the dropout factors, C the context and G its gradient: P∘D receives G·Vᵀ, and the row sums in the
 * backward pass of the softmax are those of G∘C, which is as wide as a head instead of as long as a sequence.
 */
public final class SelfAttention {
    private final Pass pass;
    private final Ops ops;
    private final TokenGrid grid;
    private final int heads;
    private final int width;
    private final Optional<Operand<TFloat32>> mask;
    private final double dropout;
    private final String site;

    /**
     * @param width width of one head
     * @param mask added to the scores, batch × 1 × 1 × length: 0 for tokens, very negative for padding
     * @param dropout dropout rate of attention weights in training
     * @param site site name, unique in the network
     */
    public SelfAttention(
            Pass pass,
            TokenGrid grid,
            int heads,
            int width,
            Optional<Operand<TFloat32>> mask,
            double dropout,
            String site) {
        this.pass = pass;
        this.ops = pass.ops();
        this.grid = grid;
        this.heads = heads;
        this.width = width;
        this.mask = mask;
        this.dropout = dropout;
        this.site = site;
    }

    /**
     * @param rows T × (3·heads·width): queries, keys and values side by side
     * @return T × (heads·width)
     */
    public Operand<TFloat32> apply(Operand<TFloat32> rows) {
        List<Operand<TFloat32>> parts = unstack(grid.splitThree(rows, heads, width));
        Core core = new Core(parts.get(0), parts.get(1), parts.get(2));
        Operand<TFloat32> context = grid.join(core.context(), heads, width);
        return pass.custom(
                List.of(rows),
                context,
                gradient -> List.of(grid.joinThree(ops.stack(core.backward(gradient, context)), heads, width)));
    }

    /**
     * @param queries T × (heads·width)
     * @return T × (heads·width)
     */
    public Operand<TFloat32> apply(Operand<TFloat32> queries, Operand<TFloat32> keys, Operand<TFloat32> values) {
        Core core = new Core(
                grid.split(queries, heads, width), grid.split(keys, heads, width), grid.split(values, heads, width));
        Operand<TFloat32> context = grid.join(core.context(), heads, width);
        return pass.custom(
                List.of(queries, keys, values), context, gradient -> core.backward(gradient, context).stream()
                        .map(each -> grid.join(each, heads, width))
                        .toList());
    }

    private List<Operand<TFloat32>> unstack(Operand<TFloat32> three) {
        return ops.unstack(three, 3L, Unstack.axis(0L)).output().stream()
                .map(each -> (Operand<TFloat32>) each)
                .toList();
    }

    /** Works on tensors batch × heads × length × width. */
    private final class Core {
        private final Operand<TFloat32> scale = ops.constant((float) (1 / Math.sqrt(width)));
        private final Operand<TFloat32> queries;
        private final Operand<TFloat32> keys;
        private final Operand<TFloat32> values;
        private final Operand<TFloat32> softmax;
        private final Optional<Operand<TFloat32>> factors;
        private final Operand<TFloat32> dropped;

        Core(Operand<TFloat32> queries, Operand<TFloat32> keys, Operand<TFloat32> values) {
            this.queries = queries;
            this.keys = keys;
            this.values = values;
            Operand<TFloat32> scores = ops.math.mul(Products.rightTransposed(ops, queries, keys), scale);
            softmax = Products.softmax(ops, mask.isPresent() ? ops.math.add(scores, mask.get()) : scores);
            factors = pass.dropoutFactors(dropout, site, ops.shape(softmax));
            dropped = factors.isPresent() ? ops.math.mul(softmax, factors.get()) : softmax;
        }

        Operand<TFloat32> context() {
            return Products.product(ops, dropped, values);
        }

        /**
         * @param gradientRows gradient of the context, T × (heads·width)
         * @param contextRows the context in the same shape, which the next layer keeps anyway
         */
        List<Operand<TFloat32>> backward(Operand<TFloat32> gradientRows, Operand<TFloat32> contextRows) {
            Operand<TFloat32> gradient = grid.split(gradientRows, heads, width);
            Operand<TFloat32> valueGradient = Products.leftTransposed(ops, dropped, gradient);
            Operand<TFloat32> weights = Products.rightTransposed(ops, gradient, values);
            if (factors.isPresent()) {
                weights = ops.math.mul(weights, factors.get());
            }
            Operand<TFloat32> mean = grid.headSums(ops.math.mul(gradientRows, contextRows), heads, width);
            Operand<TFloat32> scores = ops.math.mul(softmax, ops.math.sub(weights, mean));
            return List.of(
                    ops.math.mul(Products.product(ops, scores, keys), scale),
                    ops.math.mul(Products.leftTransposed(ops, scores, queries), scale),
                    valueGradient);
        }
    }
}

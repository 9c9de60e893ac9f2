package dev.contranorm.zoo.backbone.text;

import dev.contranorm.zoo.layer.Activation;
import dev.contranorm.zoo.layer.Embedding;
import dev.contranorm.zoo.layer.FeedForward;
import dev.contranorm.zoo.layer.LayerNorm;
import dev.contranorm.zoo.layer.Linear;
import dev.contranorm.zoo.layer.SelfAttention;
import dev.contranorm.zoo.layer.TokenGrid;
import dev.contranorm.zoo.layer.TokenRows;
import dev.contranorm.zoo.norm.TokenSite;
import dev.contranorm.zoo.tensor.Initialiser;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The parts that BERT, ALBERT and ELECTRA share: embeddings and the post-norm layer, in one pass. */
final class TextEncoder {
    private static final float EXCLUDED = -1e9f;

    private final Pass pass;
    private final TextShape shape;
    private final TextInput input;
    private final NormPlacement placement;
    private final Activation activation;
    private final double feedForwardDropout;
    private final TextInitialisation starts;
    private final TokenGrid grid;
    private final Optional<Operand<TFloat32>> attentionMask;
    private final TokenSite site;

    /**
     * @param feedForwardDropout dropout rate of the feed-forward output
     */
    TextEncoder(
            Pass pass,
            TrialSpec spec,
            TextInput input,
            NormPlacement placement,
            Activation activation,
            double feedForwardDropout) {
        this.pass = pass;
        this.shape = TextShape.of(spec);
        this.input = input;
        this.placement = placement;
        this.activation = activation;
        this.feedForwardDropout = feedForwardDropout;
        this.starts = TextInitialisation.of(spec);
        Ops ops = pass.ops();
        this.grid = TokenGrid.of(ops, input.ids());
        Operand<TFloat32> tokens = ops.dtypes.cast(input.mask(), TFloat32.class);
        Operand<TFloat32> missing = ops.math.mul(ops.math.sub(ops.constant(1f), tokens), ops.constant(EXCLUDED));
        this.attentionMask = Optional.of(ops.expandDims(ops.expandDims(missing, ops.constant(1)), ops.constant(1)));
        this.site = new TokenSite(pass, spec, "", grid, shape.hidden(), Optional.of(tokens));
    }

    Initialiser start() {
        return starts.weights();
    }

    TextShape shape() {
        return shape;
    }

    /**
     * Word, position and type embeddings, LayerNorm, dropout.
     *
     * @return T × embedding
     */
    Operand<TFloat32> embed(String prefix) {
        Ops ops = pass.ops();
        int width = shape.embedding();
        Operand<TInt32> all = ops.constant(new int[] {-1});
        Operand<TInt32> positions = ops.tile(
                ops.range(ops.constant(0), grid.length(), ops.constant(1)),
                ops.expandDims(grid.batch(), ops.constant(0)));
        Operand<TFloat32> words = Embedding.applyPadded(
                pass, prefix + ".word_embeddings", ops.reshape(input.ids(), all), input.vocabulary(), width, start());
        Operand<TFloat32> types = Embedding.apply(
                pass,
                prefix + ".token_type_embeddings",
                ops.reshape(input.types(), all),
                TextShape.TYPES,
                width,
                starts.types());
        Operand<TFloat32> places = Embedding.apply(
                pass, prefix + ".position_embeddings", positions, shape.positions(), width, starts.positions());
        Operand<TFloat32> sum = TokenRows.sum(pass, TokenRows.sum(pass, words, types), places);
        Operand<TFloat32> normalised = LayerNorm.apply(pass, prefix + ".LayerNorm", sum, width, TextShape.EPSILON);
        return pass.dropout(normalised, shape.dropout(), "embeddings");
    }

    /**
     * All layers. A training pass computes the last layer's feed-forward for the first token only, unless a later norm uses the
     * other tokens: nothing else of that layer reaches the loss.
     *
     * @param x T × hidden
     * @param names names of each layer by its number; they may repeat
     * @param passed receives the output of each layer, T × hidden; in such a training pass the last is batch × hidden
     * @return the first token of every sequence: batch × hidden
     */
    Operand<TFloat32> firstTokens(
            Operand<TFloat32> x, IntFunction<EncoderLayerNames> names, List<Operand<TFloat32>> passed) {
        int last = shape.depth() - 1;
        boolean early = pass.tape().isPresent() && !placement.isBehindAttention();
        Operand<TFloat32> out = x;
        for (int k = 0; k <= last; k++) {
            Operand<TFloat32> attended = attend(names.apply(k), placement.at(TextPosition.LAYER_INPUT, site, out), k);
            Operand<TFloat32> going = early && k == last ? TokenRows.token(pass, grid, attended, 0) : attended;
            out = feedForward(names.apply(k), going, k);
            passed.add(out);
        }
        return early ? out : TokenRows.token(pass, grid, out, 0);
    }

    private Operand<TFloat32> feedForward(EncoderLayerNames names, Operand<TFloat32> attended, int index) {
        int hidden = shape.hidden();
        FeedForward feedForward = new FeedForward(
                names.feedForward(), names.feedForwardOutput(), hidden, shape.intermediate(), activation, 0, start());
        Operand<TFloat32> outer = feedForward.apply(pass, attended);
        Operand<TFloat32> out = pass.dropout(outer, feedForwardDropout, "layer." + index + ".output");
        out = placement.at(TextPosition.FEED_FORWARD_OUTPUT, site, out);
        out = placement.at(TextPosition.FEED_FORWARD_RESIDUAL, site, TokenRows.sum(pass, out, attended));
        out = LayerNorm.apply(pass, names.outputNorm(), out, hidden, TextShape.EPSILON);
        return placement.at(TextPosition.LAYER_OUTPUT, site, out);
    }

    private Operand<TFloat32> attend(EncoderLayerNames names, Operand<TFloat32> in, int index) {
        String dropoutSite = "layer." + index;
        int hidden = shape.hidden();
        SelfAttention attention = new SelfAttention(
                pass,
                grid,
                shape.heads(),
                hidden / shape.heads(),
                attentionMask,
                shape.attentionDropout(),
                dropoutSite + ".weights");
        Initialiser match = starts.attention(pass.graph(), names, index, hidden);
        Operand<TFloat32> context = attention.apply(
                Linear.apply(pass, names.query(), in, hidden, hidden, match),
                Linear.apply(pass, names.key(), in, hidden, hidden, match),
                Linear.apply(pass, names.value(), in, hidden, hidden, start()));
        context = placement.at(TextPosition.ATTENTION_CONTEXT, site, context);
        Operand<TFloat32> out = Linear.apply(pass, names.attentionOutput(), context, hidden, hidden, start());
        out = pass.dropout(out, shape.dropout(), dropoutSite + ".attention");
        out = placement.at(TextPosition.ATTENTION_OUTPUT, site, out);
        out = placement.at(TextPosition.ATTENTION_RESIDUAL, site, TokenRows.sum(pass, out, in));
        out = LayerNorm.apply(pass, names.attentionNorm(), out, hidden, TextShape.EPSILON);
        return placement.at(TextPosition.ATTENTION_NORMALISED, site, out);
    }

    /** Applies a tanh layer to the first tokens: batch × hidden. */
    Operand<TFloat32> pool(String name, Operand<TFloat32> first) {
        Operand<TFloat32> dense = Linear.apply(pass, name, first, shape.hidden(), shape.hidden(), start());
        return pass.segment(in -> pass.ops().math.tanh(in.get(0)), dense);
    }

    /** Dropout and a linear layer: batch × outputs. */
    Operand<TFloat32> classify(String name, Operand<TFloat32> pooled) {
        Operand<TFloat32> kept = pass.dropout(pooled, shape.classifierDropout(), "classifier");
        return Linear.apply(pass, name, kept, shape.hidden(), input.outputs(), start());
    }
}

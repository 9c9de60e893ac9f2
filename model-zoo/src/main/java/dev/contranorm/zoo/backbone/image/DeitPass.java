package dev.contranorm.zoo.backbone.image;

import dev.contranorm.zoo.backbone.Network;
import dev.contranorm.zoo.layer.Activation;
import dev.contranorm.zoo.layer.ExtraTokens;
import dev.contranorm.zoo.layer.FeedForward;
import dev.contranorm.zoo.layer.LayerNorm;
import dev.contranorm.zoo.layer.Linear;
import dev.contranorm.zoo.layer.NormalInitialiser;
import dev.contranorm.zoo.layer.Patches;
import dev.contranorm.zoo.layer.Rematerialised;
import dev.contranorm.zoo.layer.Scaling;
import dev.contranorm.zoo.layer.SelfAttention;
import dev.contranorm.zoo.layer.TokenGrid;
import dev.contranorm.zoo.layer.TokenRows;
import dev.contranorm.zoo.norm.ImageNorm;
import dev.contranorm.zoo.norm.TokenSite;
import dev.contranorm.zoo.tensor.Initialiser;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** One pass of a vision transformer. */
final class DeitPass {
    private static final double EPSILON = 1e-6;
    private static final Initialiser START = NormalInitialiser.of(0.02);
    private static final Initialiser TOKEN_START = NormalInitialiser.of(1e-6);

    private final Pass pass;
    private final TrialSpec spec;
    private final DeitShape shape;
    private final ImageInput input;
    private final Optional<ImageNorm> norm;
    private final int length;
    private final TokenGrid grid;

    DeitPass(Pass pass, TrialSpec spec, ImageInput input, Optional<ImageNorm> norm) {
        this.pass = pass;
        this.spec = spec;
        this.shape = DeitShape.of(spec);
        this.input = input;
        this.norm = norm;
        int side = input.size() / shape.patch();
        this.length = side * side + shape.extraTokens();
        Ops ops = pass.ops();
        this.grid = new TokenGrid(ops, TokenGrid.of(ops, input.images()).batch(), ops.constant(length));
    }

    Network build() {
        List<Operand<TFloat32>> layers = new ArrayList<>();
        Operand<TFloat32> x = embed();
        for (int k = 0; k < shape.depth(); k++) {
            x = block(x, k);
            layers.add(x);
        }
        x = normalise("norm", x).value();
        Operand<TFloat32> logits = head("head", x, 0);
        if (!shape.distilled()) {
            return new Network(logits, layers);
        }
        Operand<TFloat32> distilled = head("head_dist", x, 1);
        return pass.tape().isPresent()
                ? new Network(logits, layers, Optional.of(distilled))
                : new Network(average(logits, distilled), layers);
    }

    /** Patches, preceded by the learned tokens, plus positions: T × hidden. */
    private Operand<TFloat32> embed() {
        int hidden = shape.hidden();
        Operand<TFloat32> patches =
                Patches.apply(pass, "patch_embed.proj", input.images(), input.size(), shape.patch(), hidden);
        List<Operand<TFloat32>> tokens = new ArrayList<>();
        tokens.add(parameter("cls_token", TOKEN_START, 1));
        if (shape.distilled()) {
            tokens.add(parameter("dist_token", START, 1));
        }
        Operand<TFloat32> x =
                ExtraTokens.before(pass, grid, tokens, parameter("pos_embed", START, length), patches, length, hidden);
        return pass.dropout(x, shape.dropout(), "positions");
    }

    private Operand<TFloat32> parameter(String name, Initialiser start, int tokens) {
        return pass.graph().parameter(name, start, 1, tokens, shape.hidden()).value();
    }

    private Operand<TFloat32> block(Operand<TFloat32> x, int index) {
        String name = "blocks." + index;
        int hidden = shape.hidden();
        int inner = DeitShape.MLP_RATIO * hidden;
        SelfAttention attention = new SelfAttention(
                pass,
                grid,
                shape.heads(),
                hidden / shape.heads(),
                Optional.empty(),
                shape.attentionDropout(),
                name + ".weights");
        Operand<TFloat32> threefold =
                Linear.apply(pass, name + ".attn.qkv", normalise(name + ".norm1", x), hidden, 3 * hidden, START);
        Operand<TFloat32> attended =
                Linear.apply(pass, name + ".attn.proj", attention.apply(threefold), hidden, hidden, START);
        Operand<TFloat32> middle = TokenRows.sum(pass, x, branch(attended, index, 1));
        FeedForward feedForward = new FeedForward(
                name + ".mlp.fc1", name + ".mlp.fc2", hidden, inner, Activation.GELU, shape.dropout(), START);
        Operand<TFloat32> out = feedForward.apply(pass, normalise(name + ".norm2", middle));
        return TokenRows.sum(pass, middle, branch(out, index, 2));
    }

    /** Dropout, LayerScale and stochastic depth for one of the two branches of a block. */
    private Operand<TFloat32> branch(Operand<TFloat32> x, int index, int number) {
        String site = "blocks." + index + ".branch" + number;
        Operand<TFloat32> kept = pass.dropout(x, shape.dropout(), site);
        Operand<TFloat32> scaled = shape.layerScale() == 0
                ? kept
                : Scaling.perFeature(
                        pass, "blocks." + index + ".ls" + number + ".gamma", kept, shape.hidden(), shape.layerScale());
        return Scaling.dropPath(pass, grid, scaled, shape.hidden(), shape.dropPath(index), site + ".path");
    }

    private Rematerialised normalise(String name, Operand<TFloat32> x) {
        return norm.isPresent()
                ? norm.get().apply(new TokenSite(pass, spec, name, grid, shape.hidden(), Optional.empty()), x)
                : LayerNorm.rematerialised(pass, name, x, shape.hidden(), EPSILON);
    }

    private Operand<TFloat32> head(String name, Operand<TFloat32> x, int token) {
        return Linear.apply(pass, name, TokenRows.token(pass, grid, x, token), shape.hidden(), input.classes(), START);
    }

    private Operand<TFloat32> average(Operand<TFloat32> a, Operand<TFloat32> b) {
        Ops ops = pass.ops();
        return ops.math.mul(ops.math.add(a, b), ops.constant(0.5f));
    }
}

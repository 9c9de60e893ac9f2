package dev.contranorm.zoo.backbone.image;

import dev.contranorm.zoo.trial.TrialSpec;

/**
 * The sizes of a vision transformer.
 *
 * @param patch side of a patch in pixels
 * @param distilled whether there is a second learned token with its own head
 * @param layerScale initial LayerScale; 0 = none
 * @param dropPath rate of stochastic depth in the last block; it rises linearly from 0 in the first
 */
record DeitShape(
        int hidden,
        int depth,
        int heads,
        int patch,
        boolean distilled,
        double layerScale,
        double dropPath,
        double dropout,
        double attentionDropout) {
    static final int MLP_RATIO = 4;

    static DeitShape of(TrialSpec spec) {
        return new DeitShape(
                (int) spec.integer("hidden"),
                (int) spec.integer("depth"),
                (int) spec.integer("heads"),
                (int) spec.integer("patch"),
                spec.flag("distilled"),
                spec.number("layerScale"),
                spec.number("dropPath"),
                spec.number("dropout"),
                spec.number("attentionDropout"));
    }

    DeitShape {
        if (hidden % heads != 0) {
            throw new IllegalArgumentException("hidden: " + hidden + " is not a multiple of heads: " + heads);
        }
    }

    /** Number of learned tokens before the patches. */
    int extraTokens() {
        return distilled ? 2 : 1;
    }

    /** {@code torch.linspace(0, dropPath, depth)}. */
    double dropPath(int block) {
        return depth == 1 ? 0 : dropPath * block / (depth - 1);
    }
}

package dev.contranorm.zoo.backbone.text;

import dev.contranorm.zoo.trial.TrialSpec;

/**
 * The sizes of a text network.
 *
 * @param embedding width of the embedding tables
 * @param hidden width of a token in the layers
 * @param intermediate inner width of the feed-forward layers
 * @param positions maximum sequence length
 * @param dropout dropout rate of hidden values
 * @param attentionDropout dropout rate of attention weights
 * @param classifierDropout dropout rate of the classifier's input
 */
record TextShape(
        int embedding,
        int hidden,
        int depth,
        int heads,
        int intermediate,
        int positions,
        double dropout,
        double attentionDropout,
        double classifierDropout) {
    static final double EPSILON = 1e-12;
    static final int TYPES = 2;

    TextShape {
        if (hidden % heads != 0) {
            throw new IllegalArgumentException("hidden: " + hidden + " is not a multiple of heads: " + heads);
        }
    }

    static TextShape of(TrialSpec spec) {
        int hidden = (int) spec.integer("hidden");
        int embedding = spec.parameters().containsKey("embedding") ? (int) spec.integer("embedding") : hidden;
        return new TextShape(
                embedding,
                hidden,
                (int) spec.integer("depth"),
                (int) spec.integer("heads"),
                (int) spec.integer("intermediate"),
                (int) spec.integer("positions"),
                spec.number("dropout"),
                spec.number("attentionDropout"),
                spec.number("classifierDropout"));
    }
}

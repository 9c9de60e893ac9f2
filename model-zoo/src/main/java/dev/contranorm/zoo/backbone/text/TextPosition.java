package dev.contranorm.zoo.backbone.text;

import java.util.Arrays;
import java.util.Optional;

/** The positions of a norm in a layer (reference, section 1), in the order of the computation. */
enum TextPosition {
    /** Before self-attention; the residual also uses the normalised input. */
    LAYER_INPUT("layer-input"),
    /** On the context returned by attention. */
    ATTENTION_CONTEXT("attention-context"),
    /** After attention's output projection and dropout. */
    ATTENTION_OUTPUT("attention-output"),
    /** On the sum with the residual, before LayerNorm: the paper's choice. */
    ATTENTION_RESIDUAL("attention-residual"),
    /** After that LayerNorm. */
    ATTENTION_NORMALISED("attention-normalised"),
    /** On the output of the feed-forward layer. */
    FEED_FORWARD_OUTPUT("feed-forward-output"),
    /** On its sum with the residual, before LayerNorm. */
    FEED_FORWARD_RESIDUAL("feed-forward-residual"),
    /** After the last LayerNorm. */
    LAYER_OUTPUT("layer-output");

    private final String label;

    TextPosition(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    static Optional<TextPosition> of(String label) {
        return Arrays.stream(values())
                .filter(position -> position.label.equals(label))
                .findFirst();
    }
}

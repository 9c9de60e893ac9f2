package dev.contranorm.zoo.backbone.revgat;

import dev.contranorm.zoo.trial.InvalidTrialException;
import dev.contranorm.zoo.trial.Problem;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.List;

/**
 * The sizes of a RevGAT.
 *
 * @param depth number of layers: the first and the last convolution, and the reversible blocks between them
 * @param hidden width of a head
 * @param groups number of feature groups that a block couples
 * @param reversible whether the backward pass recomputes a block's input from its output
 */
record RevGatShape(
        int depth,
        int heads,
        int hidden,
        int groups,
        Dropout dropout,
        boolean attentionOfTarget,
        boolean symmetricNorm,
        boolean reversible) {
    /** Dropout rates of features within and after the blocks, of input features, of attention weights, and of edges. */
    record Dropout(double features, double input, double attention, double edges) {}

    static RevGatShape of(TrialSpec spec) {
        RevGatShape shape = new RevGatShape(
                (int) spec.integer("depth"),
                (int) spec.integer("heads"),
                (int) spec.integer("hidden"),
                (int) spec.integer("groups"),
                new Dropout(
                        spec.number("dropout"),
                        spec.number("inputDropout"),
                        spec.number("attentionDropout"),
                        spec.number("edgeDropout")),
                spec.flag("attentionOfTarget"),
                spec.flag("symmetricNorm"),
                spec.flag("reversible"));
        if (shape.hidden() % shape.groups() != 0) {
            throw new InvalidTrialException(List.of(new Problem(
                    "hidden",
                    shape.hidden() + " is not a multiple of groups: " + shape.groups(),
                    "change one of them")));
        }
        return shape;
    }

    /** Width of a layer, all heads together. */
    int width() {
        return heads * hidden;
    }
}

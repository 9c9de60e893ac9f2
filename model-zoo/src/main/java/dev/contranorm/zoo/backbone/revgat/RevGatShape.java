package dev.contranorm.zoo.backbone.revgat;

import dev.contranorm.zoo.trial.InvalidTrialException;
import dev.contranorm.zoo.trial.Problem;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.List;

/**
 * What a RevGAT is built of.
 *
 * @param depth layers: the first and the last convolution, and reversible blocks between them
 * @param hidden width of a head
 * @param groups of features that a block couples
 * @param reversible whether the backward makes a block's input anew from its output
 */
record RevGatShape(
        int depth,
        int heads,
        int hidden,
        int groups,
        double dropout,
        double inputDropout,
        double attentionDropout,
        double edgeDropout,
        boolean attentionOfTarget,
        boolean symmetricNorm,
        boolean reversible) {
    static RevGatShape of(TrialSpec spec) {
        RevGatShape shape = new RevGatShape(
                (int) spec.integer("depth"),
                (int) spec.integer("heads"),
                (int) spec.integer("hidden"),
                (int) spec.integer("groups"),
                spec.number("dropout"),
                spec.number("inputDropout"),
                spec.number("attentionDropout"),
                spec.number("edgeDropout"),
                spec.flag("attentionOfTarget"),
                spec.flag("symmetricNorm"),
                spec.flag("reversible"));
        if (shape.hidden() % shape.groups() != 0) {
            throw new InvalidTrialException(List.of(new Problem(
                    "hidden",
                    shape.hidden() + " is no multiple of groups, " + shape.groups(),
                    "use a multiple, or other groups")));
        }
        return shape;
    }

    /** Width of a layer, all heads. */
    int width() {
        return heads * hidden;
    }
}

package dev.contranorm.zoo.backbone.image;

import dev.contranorm.zoo.backbone.Backbone;
import dev.contranorm.zoo.norm.ImageNorm;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.Optional;
import java.util.SortedMap;

/** A network over batches of images. */
public interface ImageBackbone extends Backbone {
    /**
     * @param norm the norm that replaces LayerNorm; empty for LayerNorm itself
     * @return a builder that adds one pass of the network; its logits are batch × classes, its layers (batch·tokens) × hidden
     */
    Builder prepare(TrialSpec spec, ImageInput input, Optional<ImageNorm> norm, TrainGraph graph);

    /** The network's {@code config.json}. */
    SortedMap<String, Object> configuration(TrialSpec spec, ImageInput input);
}

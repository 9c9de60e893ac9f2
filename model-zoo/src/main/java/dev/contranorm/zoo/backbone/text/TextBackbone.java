package dev.contranorm.zoo.backbone.text;

import dev.contranorm.zoo.backbone.Backbone;
import dev.contranorm.zoo.norm.TextNorm;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.trial.TrialSpec;
import dev.contranorm.zoo.weights.Naming;
import java.util.Optional;
import java.util.SortedMap;

/** A network over batches of token sequences. */
public interface TextBackbone extends Backbone {
    /**
     * @param norm the norm at {@code norm.position}; empty for the plain network
     * @return a builder that adds one pass of the network; its logits are batch × outputs, its layers (batch·length) × hidden
     */
    Builder prepare(TrialSpec spec, TextInput input, Optional<TextNorm> norm, TrainGraph graph);

    /** How the published weights are named. */
    Naming naming();

    /** The network's {@code config.json}, with which Hugging Face's classes read its weights. */
    SortedMap<String, Object> configuration(TrialSpec spec, TextInput input);
}

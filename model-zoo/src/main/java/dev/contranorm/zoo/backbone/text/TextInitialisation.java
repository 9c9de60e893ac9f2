package dev.contranorm.zoo.backbone.text;

import dev.contranorm.zoo.layer.NormalInitialiser;
import dev.contranorm.zoo.tensor.Initialiser;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.List;

/**
 * The initial weights of a text network. The defaults are BERT's: N(0, deviation²) for all.
 *
 * @param deviation standard deviation of the initial weights
 * @param positionShare deviation of the position embeddings, as a fraction of {@code deviation}
 * @param typeShare deviation of the token type embeddings, as a fraction of {@code deviation}
 * @param matchedLayers number of first layers whose keys and queries start equal
 */
record TextInitialisation(double deviation, double positionShare, double typeShare, int matchedLayers) {
    static List<ParameterSpec> parameters() {
        return List.of(
                ParameterSpec.number("initial.deviation", 0.02, 0, 100, "Standard deviation of the initial weights."),
                ParameterSpec.number(
                        "initial.positionShare",
                        1,
                        0,
                        100,
                        "Standard deviation of the initial position embeddings, as a fraction of initial.deviation."),
                ParameterSpec.number(
                        "initial.typeShare",
                        1,
                        0,
                        100,
                        "Standard deviation of the initial token type embeddings, as a fraction of initial.deviation."),
                ParameterSpec.integer(
                        "initial.matchedLayers",
                        0,
                        0,
                        1024,
                        "Number of first layers in which equal tokens attend to each other at the start: QᵀK ≈ I"
                                + " (Trockman and Kolter, 2023). Layers that share weights start like the first of"
                                + " them."));
    }

    static TextInitialisation of(TrialSpec spec) {
        return new TextInitialisation(
                spec.number("initial.deviation"),
                spec.number("initial.positionShare"),
                spec.number("initial.typeShare"),
                (int) spec.integer("initial.matchedLayers"));
    }

    Initialiser weights() {
        return NormalInitialiser.of(deviation);
    }

    Initialiser positions() {
        return NormalInitialiser.of(positionShare * deviation);
    }

    Initialiser types() {
        return NormalInitialiser.of(typeShare * deviation);
    }

    /**
     * Initial query and key weights, width × width. In matched layers both are the same draw from N(0, 1/width), so that QᵀK ≈
     * I and equal tokens attend to each other.
     */
    Initialiser attention(TrainGraph graph, EncoderLayerNames names, int layer, int width) {
        if (layer >= matchedLayers) {
            return weights();
        }
        return (size, own) ->
                NormalInitialiser.of(1 / Math.sqrt(width)).values(size, graph.random(names.query() + ".matched"));
    }
}

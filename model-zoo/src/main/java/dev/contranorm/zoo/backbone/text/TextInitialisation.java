package dev.contranorm.zoo.backbone.text;

import dev.contranorm.zoo.layer.NormalInitialiser;
import dev.contranorm.zoo.tensor.Initialiser;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.List;

/**
 * Where the weights of a text network start. The defaults are BERT's: N(0, deviation²) for all.
 *
 * @param deviation of the initial weights
 * @param positionShare deviation of the position embeddings, as a share of that
 * @param typeShare deviation of the token type embeddings, as a share of that
 * @param matchedLayers first layers whose keys start as their queries do
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
                        "Deviation of the initial position embeddings, as a share of initial.deviation."),
                ParameterSpec.number(
                        "initial.typeShare",
                        1,
                        0,
                        100,
                        "Deviation of the initial token type embeddings, as a share of initial.deviation."),
                ParameterSpec.integer(
                        "initial.matchedLayers",
                        0,
                        0,
                        1024,
                        "First layers whose attention starts by finding equal tokens: QᵀK ≈ I (Trockman and Kolter,"
                                + " 2023). Layers that share their weights start as the first does."));
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
     * Of query and key, width × width. In matched layers N(0, 1/width) and the same for both, so that QᵀK ≈ I and equal tokens
     * attend to each other.
     */
    Initialiser attention(TrainGraph graph, LayerNames names, int layer, int width) {
        if (layer >= matchedLayers) {
            return weights();
        }
        return (size, own) ->
                NormalInitialiser.of(1 / Math.sqrt(width)).values(size, graph.random(names.query() + ".matched"));
    }
}

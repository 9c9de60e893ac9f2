package dev.contranorm.zoo.backbone.text;

import dev.contranorm.zoo.backbone.Network;
import dev.contranorm.zoo.layer.Activation;
import dev.contranorm.zoo.layer.Linear;
import dev.contranorm.zoo.norm.TextVariant;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.trial.CatalogueProvider;
import dev.contranorm.zoo.trial.ParameterRule;
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.Problem;
import dev.contranorm.zoo.trial.TrialSpec;
import dev.contranorm.zoo.weights.Naming;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * ALBERT (Lan et al., 2020): narrow embeddings and parameters shared by all layers, or by all layers of a group; {@code
 * AlbertForSequenceClassification}. Its feed-forward layers have no dropout.
 */
public final class Albert extends PublishedBackbone {
    /** The number of groups of consecutive layers; the layers of a group share their weights. */
    static final String GROUPS = "layerGroups";

    private static final Convention CONVENTION =
            new Convention(TextNumbering.ALBERT, TextVariant.ALBERT, Naming.ALBERT, "albert", "gelu_new");

    /** Version 2, 12 layers, hidden 768. */
    public static final Albert BASE = new Albert(
            "albert-base",
            "ALBERT-base.",
            new TextParameters(12, 768, 12, 3072, OptionalInt.of(128), 0, "albert-base-v2"));

    /** A size that trains from scratch on a laptop. */
    public static final Albert SMALL = new Albert(
            "albert-small",
            "ALBERT small enough to train from scratch.",
            new TextParameters(6, 128, 4, 512, OptionalInt.of(64), 0, "albert-base-v2"));

    private Albert(String name, String description, TextParameters parameters) {
        super(name, description, CONVENTION, parameters);
    }

    @Override
    Network build(Pass pass, TrialSpec spec, TextInput input, NormPlacement placement) {
        TextEncoder encoder = new TextEncoder(pass, spec, input, placement, Activation.GELU_TANH, 0);
        TextShape shape = encoder.shape();
        List<Operand<TFloat32>> layers = new ArrayList<>();
        Operand<TFloat32> x = Linear.apply(
                pass,
                "albert.encoder.embedding_hidden_mapping_in",
                encoder.embed("albert.embeddings"),
                shape.embedding(),
                shape.hidden(),
                encoder.start());
        Operand<TFloat32> first = encoder.firstTokens(x, layer -> names(spec, layer), layers);
        Operand<TFloat32> pooled = encoder.pool("albert.pooler", first);
        return new Network(encoder.classify("classifier", pooled), layers);
    }

    static EncoderLayerNames names(TrialSpec spec, int layer) {
        long group = layer * spec.integer(GROUPS) / spec.integer("depth");
        return EncoderLayerNames.albert("albert.encoder.albert_layer_groups." + group + ".albert_layers.0");
    }

    @Override
    List<ParameterSpec> ownParameters() {
        return List.of(ParameterSpec.integer(
                GROUPS,
                1,
                1,
                1024,
                "Number of layer groups (num_hidden_groups); the layers of a group share their weights."));
    }

    @Override
    List<ParameterRule> ownRules() {
        return List.of(spec -> spec.integer(GROUPS) <= spec.integer("depth")
                ? Optional.empty()
                : Optional.of(new Problem(
                        GROUPS,
                        spec.integer(GROUPS) + " groups exceed depth: " + spec.integer("depth"),
                        "use at most one group per layer")));
    }

    @Override
    Map<String, Object> ownConfiguration(TrialSpec spec, TextShape shape) {
        return Map.of(
                "num_hidden_groups",
                spec.integer(GROUPS),
                "inner_group_num",
                1,
                "classifier_dropout_prob",
                shape.classifierDropout(),
                "embedding_size",
                shape.embedding());
    }

    /** Lists both sizes. */
    public static final class Provider implements CatalogueProvider {
        @Override
        public List<Albert> items() {
            return List.of(BASE, SMALL);
        }
    }
}

package dev.contranorm.zoo.backbone.text;

import dev.contranorm.zoo.backbone.Network;
import dev.contranorm.zoo.layer.Activation;
import dev.contranorm.zoo.layer.Linear;
import dev.contranorm.zoo.norm.TextVariant;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.trial.CatalogueProvider;
import dev.contranorm.zoo.trial.TrialSpec;
import dev.contranorm.zoo.weights.Naming;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * ELECTRA's discriminator (Clark et al., 2020) with a sequence classification head: {@code ElectraForSequenceClassification}.
 * It has BERT's layers; embeddings of a different width are projected, and the head is GELU between two linear layers.
 */
public final class Electra extends PublishedBackbone {
    private static final Convention CONVENTION =
            new Convention(TextNumbering.ELECTRA, TextVariant.BERT, Naming.ELECTRA, "electra", "gelu");

    /** 12 layers, hidden 768. */
    public static final Electra BASE = new Electra(
            "electra-base",
            "ELECTRA-base.",
            new TextParameters(12, 768, 12, 3072, OptionalInt.of(768), 0.1, "bert-base-uncased"));

    /** The published small size: 12 layers, hidden 256. */
    public static final Electra SMALL = new Electra(
            "electra-small",
            "ELECTRA-small.",
            new TextParameters(12, 256, 4, 1024, OptionalInt.of(128), 0.1, "bert-base-uncased"));

    private Electra(String name, String description, TextParameters parameters) {
        super(name, description, CONVENTION, parameters);
    }

    @Override
    Network build(Pass pass, TrialSpec spec, TextInput input, NormPlacement placement) {
        double dropout = spec.number("dropout");
        TextEncoder encoder = new TextEncoder(pass, spec, input, placement, Activation.GELU, dropout);
        TextShape shape = encoder.shape();
        int hidden = shape.hidden();
        List<Operand<TFloat32>> layers = new ArrayList<>();
        Operand<TFloat32> x = encoder.embed("electra.embeddings");
        if (shape.embedding() != hidden) {
            x = Linear.apply(pass, "electra.embeddings_project", x, shape.embedding(), hidden, encoder.start());
        }
        Operand<TFloat32> first =
                encoder.firstTokens(x, layer -> EncoderLayerNames.bert("electra.encoder.layer." + layer), layers);
        Operand<TFloat32> kept = pass.dropout(first, shape.classifierDropout(), "head");
        Operand<TFloat32> dense = Linear.apply(pass, "classifier.dense", kept, hidden, hidden, encoder.start());
        Operand<TFloat32> active = Activation.GELU.apply(pass, dense);
        return new Network(encoder.classify("classifier.out_proj", active), layers);
    }

    @Override
    Map<String, Object> ownConfiguration(TrialSpec spec, TextShape shape) {
        return Map.of("classifier_dropout", shape.classifierDropout(), "embedding_size", shape.embedding());
    }

    /** Lists both sizes. */
    public static final class Provider implements CatalogueProvider {
        @Override
        public List<Electra> items() {
            return List.of(BASE, SMALL);
        }
    }
}

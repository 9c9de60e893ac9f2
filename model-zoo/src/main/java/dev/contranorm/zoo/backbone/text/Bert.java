package dev.contranorm.zoo.backbone.text;

import dev.contranorm.zoo.backbone.Network;
import dev.contranorm.zoo.layer.Activation;
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

/** BERT (Devlin et al., 2019) with a sequence classification head: {@code BertForSequenceClassification}. */
public final class Bert extends PublishedBackbone {
    private static final Convention CONVENTION =
            new Convention(TextNumbering.BERT, TextVariant.BERT, Naming.BERT, "bert", "gelu");

    /** 12 layers, hidden 768: 110 million parameters. */
    public static final Bert BASE = new Bert(
            "bert-base",
            "BERT-base.",
            new TextParameters(12, 768, 12, 3072, OptionalInt.empty(), 0.1, "bert-base-uncased"));

    /** A size that trains from scratch on a laptop. */
    public static final Bert SMALL = new Bert(
            "bert-small",
            "BERT small enough to train from scratch.",
            new TextParameters(4, 128, 4, 512, OptionalInt.empty(), 0.1, "bert-base-uncased"));

    private Bert(String name, String description, TextParameters parameters) {
        super(name, description, CONVENTION, parameters);
    }

    @Override
    Network build(Pass pass, TrialSpec spec, TextInput input, NormPlacement placement) {
        TextEncoder encoder = new TextEncoder(pass, spec, input, placement, Activation.GELU, spec.number("dropout"));
        List<Operand<TFloat32>> layers = new ArrayList<>();
        Operand<TFloat32> x = encoder.embed("bert.embeddings");
        Operand<TFloat32> first =
                encoder.firstTokens(x, layer -> EncoderLayerNames.bert("bert.encoder.layer." + layer), layers);
        Operand<TFloat32> pooled = encoder.pool("bert.pooler.dense", first);
        return new Network(encoder.classify("classifier", pooled), layers);
    }

    @Override
    Map<String, Object> ownConfiguration(TrialSpec spec, TextShape shape) {
        return Map.of("classifier_dropout", shape.classifierDropout());
    }

    /** Lists both sizes. */
    public static final class Provider implements CatalogueProvider {
        @Override
        public List<Bert> items() {
            return List.of(BASE, SMALL);
        }
    }
}

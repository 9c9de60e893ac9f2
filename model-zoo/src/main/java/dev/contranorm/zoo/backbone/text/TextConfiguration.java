package dev.contranorm.zoo.backbone.text;

import dev.contranorm.zoo.backbone.text.PublishedBackbone.Convention;
import dev.contranorm.zoo.norm.TextVariant;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The {@code config.json} of a trained network: the keys of Hugging Face and those that the published ContraNorm code adds
 * ({@code pos}, {@code scale}, {@code use_v2}).
 */
final class TextConfiguration {
    private TextConfiguration() {}

    /**
     * @param own entries specific to the architecture
     */
    static SortedMap<String, Object> of(
            TrialSpec spec, Convention convention, TextInput input, Map<String, Object> own) {
        TextShape shape = TextShape.of(spec);
        SortedMap<String, Object> config = new TreeMap<>();
        String type = convention.type();
        String name = type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1);
        config.put("architectures", List.of(name + "ForSequenceClassification"));
        config.put("model_type", type);
        config.put("vocab_size", input.vocabulary());
        config.put("hidden_size", shape.hidden());
        config.put("num_hidden_layers", shape.depth());
        config.put("num_attention_heads", shape.heads());
        config.put("intermediate_size", shape.intermediate());
        config.put("hidden_act", convention.activation());
        config.put("hidden_dropout_prob", shape.dropout());
        config.put("attention_probs_dropout_prob", shape.attentionDropout());
        config.put("max_position_embeddings", shape.positions());
        config.put("type_vocab_size", TextShape.TYPES);
        config.put("initializer_range", spec.number("initial.deviation"));
        config.put("layer_norm_eps", TextShape.EPSILON);
        config.put("pad_token_id", 0);
        config.put("torch_dtype", "float32");
        config.put("num_labels", input.outputs());
        config.put("problem_type", input.outputs() == 1 ? "regression" : "single_label_classification");
        config.putAll(own);
        norm(spec, convention.numbering(), config);
        return config;
    }

    private static void norm(TrialSpec spec, TextNumbering numbering, SortedMap<String, Object> config) {
        // The keys are those of the published ContraNorm; another norm may lack its formulas.
        if (spec.parameters().containsKey("norm.variant")) {
            Optional<String> digits = numbering.digits(spec.text("norm.position"));
            config.put("pos", digits.orElse(spec.text("norm.position")));
            config.put("scale", spec.number("norm.scale"));
            config.put("use_v2", spec.text("norm.variant").equals(TextVariant.BERT_V2.label()));
        }
    }
}

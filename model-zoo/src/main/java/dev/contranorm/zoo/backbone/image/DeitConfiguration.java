package dev.contranorm.zoo.backbone.image;

import dev.contranorm.zoo.norm.NoNorm;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The {@code config.json} of a trained network with timm's keys. A norm that replaces LayerNorm is listed with its parameters.
 */
final class DeitConfiguration {
    private DeitConfiguration() {}

    static SortedMap<String, Object> of(TrialSpec spec, String name, ImageInput input) {
        DeitShape shape = DeitShape.of(spec);
        SortedMap<String, Object> model = new TreeMap<>();
        model.put("img_size", input.size());
        model.put("patch_size", shape.patch());
        model.put("embed_dim", shape.hidden());
        model.put("depth", shape.depth());
        model.put("num_heads", shape.heads());
        if (shape.layerScale() > 0) {
            model.put("init_values", shape.layerScale());
        }
        SortedMap<String, Object> config = new TreeMap<>();
        String size = name.replace("deit-", "deit_");
        config.put("architecture", size + (shape.distilled() ? "_distilled" : "") + "_patch16_224");
        config.put("num_classes", input.classes());
        config.put("num_features", shape.hidden());
        config.put("model_args", model);
        // With this entry timm ignores unknown entries; without it, timm rejects them.
        config.put("pretrained_cfg", pretrained(spec, input));
        if (!NoNorm.isNamed(spec.norm())) {
            SortedMap<String, Object> norm = new TreeMap<>();
            norm.put("name", spec.norm());
            spec.parameters().forEach((key, value) -> {
                if (key.startsWith("norm.")) {
                    norm.put(key.substring("norm.".length()), value);
                }
            });
            config.put("norm", norm);
        }
        return config;
    }

    /** How images are preprocessed for the network. */
    private static SortedMap<String, Object> pretrained(TrialSpec spec, ImageInput input) {
        SortedMap<String, Object> pretrained = new TreeMap<>();
        pretrained.put("input_size", List.of(3, input.size(), input.size()));
        pretrained.put("fixed_input_size", true);
        pretrained.put("interpolation", "bicubic");
        pretrained.put("crop_pct", spec.number("cropRatio"));
        pretrained.put("first_conv", "patch_embed.proj");
        pretrained.put("classifier", "head");
        return pretrained;
    }
}

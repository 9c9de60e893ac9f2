package dev.contranorm.zoo.backbone.text;

import dev.contranorm.zoo.trial.ParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Catalogue parameters of text backbones. */
record TextParameters(
        int depth, int hidden, int heads, int intermediate, OptionalInt embedding, double dropout, String tokenizer) {
    List<ParameterSpec> list() {
        List<ParameterSpec> list = new ArrayList<>(List.of(
                ParameterSpec.integer("depth", depth, 1, 1024, "Layers."),
                ParameterSpec.integer("hidden", hidden, 1, 65536, "Width of a token, a multiple of heads."),
                ParameterSpec.integer("heads", heads, 1, 1024, "Attention heads."),
                ParameterSpec.integer(
                        "intermediate", intermediate, 1, 262144, "Inner width of the feed-forward layers."),
                ParameterSpec.integer("positions", 512, 1, 65536, "Maximum sequence length."),
                ParameterSpec.number("dropout", dropout, 0, 0.999, "Dropout rate of hidden values."),
                ParameterSpec.number("attentionDropout", dropout, 0, 0.999, "Dropout rate of attention weights."),
                ParameterSpec.number("classifierDropout", 0.1, 0, 0.999, "Dropout rate of the classifier's input."),
                ParameterSpec.integer("epochs", 5, 1, 1_000_000, "Number of training epochs."),
                ParameterSpec.integer("batch", 32, 1, 65536, "Number of texts in a training step."),
                ParameterSpec.integer(
                        "length", 128, 3, 65536, "Maximum number of tokens of a text; longer texts are truncated."),
                ParameterSpec.number("optimizer.learningRate", 2e-5, 0, 1000, "Initial learning rate of AdamW."),
                ParameterSpec.number("optimizer.weightDecay", 0, 0, 1000, "Decoupled weight decay."),
                ParameterSpec.integer("optimizer.warmup", 0, 0, 1_000_000_000, "Number of linear warm-up steps."),
                ParameterSpec.number(
                        "optimizer.clipNorm",
                        0,
                        0,
                        1e6,
                        "Maximum global gradient norm; 0 = no clipping, as in the published script."),
                ParameterSpec.integer(
                        "optimizer.accumulation",
                        1,
                        1,
                        65536,
                        "Number of parts into which a batch is split, processed one after another: less"
                                + " memory, the same step."),
                ParameterSpec.text(
                        "tokenizer", tokenizer, List.of(), "Folder of the tokenizer, relative to the data folder."),
                ParameterSpec.text(
                        "weights",
                        "",
                        List.of(),
                        "Folder of pretrained weights (config.json, model.safetensors), relative to the data"
                                + " folder.")));
        list.addAll(TextInitialisation.parameters());
        embedding.ifPresent(width ->
                list.add(ParameterSpec.integer("embedding", width, 1, 65536, "Width of the embedding tables.")));
        return list;
    }
}

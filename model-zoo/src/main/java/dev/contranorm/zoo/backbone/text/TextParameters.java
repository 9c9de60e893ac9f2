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
                ParameterSpec.integer("intermediate", intermediate, 1, 262144, "Width inside a feed-forward."),
                ParameterSpec.integer("positions", 512, 1, 65536, "Longest sequence."),
                ParameterSpec.number("dropout", dropout, 0, 0.999, "Share of hidden values dropped."),
                ParameterSpec.number("attentionDropout", dropout, 0, 0.999, "Share of attention weights dropped."),
                ParameterSpec.number("classifierDropout", 0.1, 0, 0.999, "Share of the classifier's input dropped."),
                ParameterSpec.integer("epochs", 5, 1, 1_000_000, "Epochs to train."),
                ParameterSpec.integer("batch", 32, 1, 65536, "Texts in a step."),
                ParameterSpec.integer("length", 128, 3, 65536, "Most tokens of a text; longer ones are cut."),
                ParameterSpec.number("optimizer.learningRate", 2e-5, 0, 1000, "First learning rate of AdamW."),
                ParameterSpec.number("optimizer.weightDecay", 0, 0, 1000, "Decoupled weight decay."),
                ParameterSpec.integer("optimizer.warmup", 0, 0, 1_000_000_000, "Steps of linear warm-up."),
                ParameterSpec.number(
                        "optimizer.clipNorm",
                        0,
                        0,
                        1e6,
                        "Largest norm of all gradients together; 0 = not clipped, as in the published script."),
                ParameterSpec.integer(
                        "optimizer.accumulation",
                        1,
                        1,
                        65536,
                        "Parts that a step's batch goes through in, one after another: less memory, the same step."),
                ParameterSpec.text("tokenizer", tokenizer, List.of(), "Folder of the tokenizer under the data folder."),
                ParameterSpec.text(
                        "weights",
                        "",
                        List.of(),
                        "Folder of pretrained weights under the data folder (config.json, model.safetensors).")));
        list.addAll(TextInitialisation.parameters());
        embedding.ifPresent(width ->
                list.add(ParameterSpec.integer("embedding", width, 1, 65536, "Width of the embedding tables.")));
        return list;
    }
}

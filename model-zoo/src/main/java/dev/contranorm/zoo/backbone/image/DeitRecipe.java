package dev.contranorm.zoo.backbone.image;

import dev.contranorm.zoo.data.image.augment.Augmentation;
import dev.contranorm.zoo.data.image.augment.Mixing;
import dev.contranorm.zoo.trial.ParameterSpec;
import java.util.ArrayList;
import java.util.List;

/** How DeiT is trained (Touvron et al., ICML 2021, table 9): the defaults are those of the published script. */
final class DeitRecipe {
    private DeitRecipe() {}

    static List<ParameterSpec> parameters() {
        List<ParameterSpec> parameters = new ArrayList<>();
        parameters.addAll(training());
        parameters.addAll(Augmentation.parameters());
        parameters.addAll(Mixing.parameters());
        parameters.addAll(distillation());
        return parameters;
    }

    private static List<ParameterSpec> training() {
        return List.of(
                ParameterSpec.number("cropRatio", 0.875, 0.01, 1, "Share of a picture's side seen when judging."),
                ParameterSpec.integer("epochs", 300, 1, 1_000_000, "Epochs to train."),
                ParameterSpec.integer("batch", 256, 1, 65536, "Pictures in a step."),
                ParameterSpec.integer(
                        "augment.repeats", 3, 1, 100, "Times a picture comes in a row, each time changed."),
                ParameterSpec.number("optimizer.learningRate", 5e-4, 0, 1000, "AdamW's rate for a batch of 512."),
                ParameterSpec.number("optimizer.weightDecay", 0.05, 0, 1000, "Decoupled weight decay."),
                ParameterSpec.integer("optimizer.warmupEpochs", 5, 0, 1_000_000, "Epochs of warm-up."),
                ParameterSpec.number(
                        "optimizer.clipNorm", 0, 0, 1e6, "Largest norm of all gradients together; 0 = not clipped."),
                ParameterSpec.number("ema.decay", 0.99996, 0, 1, "Of the weights' moving average; 0 = none is kept."),
                ParameterSpec.flag("ema.evaluate", false, "The moving average is judged in place of the weights."),
                ParameterSpec.text(
                        "weights",
                        "",
                        List.of(),
                        "Folder or safetensors file of pretrained weights under the data folder."));
    }

    private static List<ParameterSpec> distillation() {
        return List.of(
                ParameterSpec.text(
                        "distillation.kind",
                        DeitRules.NO_TEACHER,
                        List.of(DeitRules.NO_TEACHER, "soft", "hard"),
                        "What the second head learns of a teacher: its distribution, or its choice."),
                ParameterSpec.text(
                        "distillation.teacher",
                        "",
                        List.of(),
                        "Folder or safetensors file of the teacher's weights under the data folder."),
                ParameterSpec.number(
                        "distillation.alpha", 0.5, 0, 1, "Weight of the teacher's loss; the labels' is the rest."),
                ParameterSpec.number("distillation.temperature", 1, 0.01, 1000, "τ of the soft kind."));
    }
}

package dev.contranorm.zoo.backbone.image;

import dev.contranorm.zoo.data.image.augment.Augmentation;
import dev.contranorm.zoo.data.image.augment.Mixing;
import dev.contranorm.zoo.trial.ParameterSpec;
import java.util.ArrayList;
import java.util.List;

/** The training recipe of DeiT (Touvron et al., ICML 2021, table 9). The defaults are those of the published script. */
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
                ParameterSpec.number(
                        "cropRatio", 0.875, 0.01, 1, "Fraction of an image's side that the evaluation crop covers."),
                ParameterSpec.integer("epochs", 300, 1, 1_000_000, "Number of training epochs."),
                ParameterSpec.integer("batch", 256, 1, 65536, "Number of images in a training step."),
                ParameterSpec.integer(
                        "augment.repeats",
                        3,
                        1,
                        100,
                        "Number of consecutive augmented copies of each image (repeated augmentation)."),
                ParameterSpec.number(
                        "optimizer.learningRate",
                        5e-4,
                        0,
                        1000,
                        "Learning rate of AdamW for a batch of 512; scaled linearly with the batch."),
                ParameterSpec.number("optimizer.weightDecay", 0.05, 0, 1000, "Decoupled weight decay."),
                ParameterSpec.integer("optimizer.warmupEpochs", 5, 0, 1_000_000, "Number of warm-up epochs."),
                ParameterSpec.number("optimizer.clipNorm", 0, 0, 1e6, "Maximum global gradient norm; 0 = no clipping."),
                ParameterSpec.number(
                        "ema.decay", 0.99996, 0, 1, "Decay of the moving average of the weights; 0 = no average."),
                ParameterSpec.flag("ema.evaluate", false, "Evaluate the moving average instead of the weights."),
                ParameterSpec.text(
                        "weights",
                        "",
                        List.of(),
                        "Folder or safetensors file with pretrained weights, relative to the data folder."));
    }

    private static List<ParameterSpec> distillation() {
        return List.of(
                ParameterSpec.text(
                        "distillation.kind",
                        DeitRules.NO_TEACHER,
                        List.of(DeitRules.NO_TEACHER, "soft", "hard"),
                        "What the second head learns from the teacher: soft, its distribution; hard, its predicted"
                                + " class."),
                ParameterSpec.text(
                        "distillation.teacher",
                        "",
                        List.of(),
                        "Folder or safetensors file with the teacher's weights, relative to the data folder."),
                ParameterSpec.number(
                        "distillation.alpha",
                        0.5,
                        0,
                        1,
                        "Weight of the teacher's loss; the loss on the labels has weight 1 − alpha."),
                ParameterSpec.number("distillation.temperature", 1, 0.01, 1000, "Temperature τ of soft distillation."));
    }
}

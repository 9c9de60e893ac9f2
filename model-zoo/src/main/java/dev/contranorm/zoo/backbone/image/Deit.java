package dev.contranorm.zoo.backbone.image;

import dev.contranorm.zoo.norm.ImageNorm;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.InvalidTrialException;
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.Problem;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.List;
import java.util.Optional;

/**
 * DeiT (Touvron et al., ICML 2021): the vision transformer of timm with a class token, and for the distilled models a second
 * token whose head learns from a teacher.
 */
public abstract sealed class Deit implements ImageBackbone {
    private final String name;
    private final String sentence;
    private final int hidden;
    private final int heads;

    private Deit(String name, String sentence, int hidden, int heads) {
        this.name = name;
        this.sentence = sentence;
        this.hidden = hidden;
        this.heads = heads;
    }

    @Override
    public final CatalogueEntry entry() {
        return new CatalogueEntry(
                CatalogueEntry.Kind.BACKBONE,
                name,
                CatalogueEntry.IMAGE,
                sentence,
                List.of(
                        ParameterSpec.integer("depth", 12, 1, 1024, "Blocks."),
                        ParameterSpec.integer("hidden", hidden, 1, 65536, "Width of a token, a multiple of heads."),
                        ParameterSpec.integer("heads", heads, 1, 1024, "Attention heads."),
                        ParameterSpec.integer("patch", 16, 1, 1024, "Side of a patch in pixels."),
                        ParameterSpec.flag("distilled", false, "A second token whose head learns from a teacher."),
                        ParameterSpec.number("layerScale", 0, 0, 1, "Initial LayerScale; 0 = none."),
                        ParameterSpec.number("dropPath", 0.1, 0, 0.999, "Stochastic depth of the last block."),
                        ParameterSpec.number("dropout", 0, 0, 0.999, "Share of hidden values dropped."),
                        ParameterSpec.number("attentionDropout", 0, 0, 0.999, "Share of attention weights dropped."),
                        ParameterSpec.integer(
                                "image", 224, 1, 4096, "Side of a picture in pixels, a multiple of patch."),
                        ParameterSpec.number("cropRatio", 0.875, 0.01, 1, "Share of a picture seen when judging."),
                        ParameterSpec.number("labelSmoothing", 0.1, 0, 1, "Share of the target spread over classes."),
                        ParameterSpec.integer("epochs", 300, 1, 1_000_000, "Epochs to train."),
                        ParameterSpec.integer("batch", 256, 1, 65536, "Pictures in a step."),
                        ParameterSpec.number(
                                "optimizer.learningRate", 5e-4, 0, 1000, "AdamW's rate for a batch of 512."),
                        ParameterSpec.number("optimizer.weightDecay", 0.05, 0, 1000, "Decoupled weight decay."),
                        ParameterSpec.integer("optimizer.warmupEpochs", 5, 0, 1_000_000, "Epochs of warm-up."),
                        ParameterSpec.text(
                                "weights",
                                "",
                                List.of(),
                                "Folder or safetensors file of pretrained weights under the data folder.")));
    }

    @Override
    public final Builder prepare(TrialSpec spec, ImageInput input, Optional<ImageNorm> norm, TrainGraph graph) {
        long patch = spec.integer("patch");
        if (input.size() % patch != 0) {
            throw new InvalidTrialException(List.of(new Problem(
                    "patch",
                    patch + " does not divide the picture's side of " + input.size(),
                    "choose a divisor, or another picture size")));
        }
        return pass -> new DeitPass(pass, spec, input, norm).build();
    }

    /** 5.7 million parameters. */
    public static final class Tiny extends Deit {
        public Tiny() {
            super("deit-tiny", "DeiT-tiny: width 192, 3 heads.", 192, 3);
        }
    }

    /** 22 million parameters. */
    public static final class Small extends Deit {
        public Small() {
            super("deit-small", "DeiT-small: width 384, 6 heads.", 384, 6);
        }
    }

    /** 86 million parameters. */
    public static final class Base extends Deit {
        public Base() {
            super("deit-base", "DeiT-base: width 768, 12 heads.", 768, 12);
        }
    }
}

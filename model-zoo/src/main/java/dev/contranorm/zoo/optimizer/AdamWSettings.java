package dev.contranorm.zoo.optimizer;

/**
 * Settings of {@link AdamW}.
 *
 * @param weightDecay decoupled: weightDecay·learningRate·parameter is subtracted
 * @param clipNorm maximum global gradient norm; 0 = no clipping
 */
public record AdamWSettings(
        Form form, double beta1, double beta2, double epsilon, double weightDecay, double clipNorm) {
    /** Two published forms, which differ in the place of epsilon and the time of the decay. */
    public enum Form {
        /** {@code transformers.AdamW}: adds ε to √v before the bias correction; decay after the update. */
        HUGGING_FACE,
        /** {@code torch.optim.AdamW}: adds ε after the bias correction; decay before the update. */
        TORCH
    }

    public AdamWSettings {
        if (weightDecay < 0 || epsilon < 0 || clipNorm < 0) {
            throw new IllegalArgumentException("weightDecay, epsilon and clipNorm must be at least 0");
        }
        if (beta1 < 0 || beta1 >= 1 || beta2 < 0 || beta2 >= 1) {
            throw new IllegalArgumentException("beta1 and beta2 must be in [0, 1)");
        }
    }

    /** Defaults of {@code transformers.AdamW}. */
    public static AdamWSettings huggingFace(double weightDecay) {
        return new AdamWSettings(Form.HUGGING_FACE, 0.9, 0.999, 1e-6, weightDecay, 0);
    }

    /** Defaults of {@code torch.optim.AdamW}, which the DeiT recipe keeps. */
    public static AdamWSettings torch(double weightDecay) {
        return new AdamWSettings(Form.TORCH, 0.9, 0.999, 1e-8, weightDecay, 0);
    }

    /** The same settings with this maximum gradient norm. */
    public AdamWSettings clippedTo(double norm) {
        return new AdamWSettings(form, beta1, beta2, epsilon, weightDecay, norm);
    }
}

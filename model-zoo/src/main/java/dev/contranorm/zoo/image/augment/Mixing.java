package dev.contranorm.zoo.image.augment;

import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.List;

/**
 * Mixup (Zhang et al., 2018) and CutMix (Yun et al., 2019) of whole batches, as timm's {@code Mixup} in mode {@code batch}:
 * picture k meets picture n − 1 − k, all with one share λ.
 *
 * @param mixup α of mixup's Beta(α, α); 0 = no mixup
 * @param cutmix α of CutMix's; 0 = no CutMix
 * @param probability that a batch is mixed at all
 * @param switching probability of CutMix where both are on
 * @param smoothing share of every target that is spread over all classes
 */
public record Mixing(double mixup, double cutmix, double probability, double switching, double smoothing) {
    /** What a trial may set. */
    public static List<ParameterSpec> parameters() {
        return List.of(
                ParameterSpec.number("mixup.alpha", 0.8, 0, 100, "α of mixup; 0 = no mixup."),
                ParameterSpec.number("cutmix.alpha", 1, 0, 100, "α of CutMix; 0 = no CutMix."),
                ParameterSpec.number("mixup.probability", 1, 0, 1, "Probability that a batch is mixed."),
                ParameterSpec.number(
                        "mixup.switchProbability", 0.5, 0, 1, "Probability of CutMix where mixup is on as well."),
                ParameterSpec.number("labelSmoothing", 0.1, 0, 1, "Share of the target spread over classes."));
    }

    /** As a trial says. */
    public static Mixing of(TrialSpec spec) {
        return new Mixing(
                spec.number("mixup.alpha"),
                spec.number("cutmix.alpha"),
                spec.number("mixup.probability"),
                spec.number("mixup.switchProbability"),
                spec.number("labelSmoothing"));
    }

    /** Targets are the labels alone. */
    public static Mixing none() {
        return new Mixing(0, 0, 0, 0, 0);
    }

    /**
     * @param pixels n × 3 × side × side, changed in place
     * @param labels of the n pictures
     * @return n × classes, each row adds up to 1
     */
    public float[] apply(float[] pixels, int side, int[] labels, int classes, Chance chance) {
        double own = 1;
        if ((mixup > 0 || cutmix > 0) && chance.happens(probability)) {
            boolean cuts = cutmix > 0 && (mixup == 0 || chance.happens(switching));
            double drawn = chance.beta(cuts ? cutmix : mixup);
            own = cuts ? cut(pixels, side, labels.length, drawn, chance) : mix(pixels, labels.length, drawn);
        }
        return targets(labels, classes, own);
    }

    private static double mix(float[] pixels, int size, double own) {
        int length = pixels.length / size;
        float share = (float) own;
        float other = (float) (1 - own);
        for (int first = 0, last = size - 1; first < last; first++, last--) {
            for (int k = 0; k < length; k++) {
                float a = pixels[first * length + k];
                float b = pixels[last * length + k];
                pixels[first * length + k] = a * share + b * other;
                pixels[last * length + k] = b * share + a * other;
            }
        }
        return own;
    }

    /** Exchanges one rectangle; the share that is left is the exact one. */
    private static double cut(float[] pixels, int side, int size, double own, Chance chance) {
        int half = (int) (side * Math.sqrt(1 - own)) / 2;
        int middleY = chance.below(side);
        int middleX = chance.below(side);
        int top = Math.max(0, middleY - half);
        int bottom = Math.min(side, middleY + half);
        int left = Math.max(0, middleX - half);
        int right = Math.min(side, middleX + half);
        int planes = pixels.length / (size * side * side);
        for (int first = 0, last = size - 1; first < last; first++, last--) {
            for (int plane = 0; plane < planes; plane++) {
                for (int y = top; y < bottom; y++) {
                    int a = ((first * planes + plane) * side + y) * side;
                    int b = ((last * planes + plane) * side + y) * side;
                    for (int x = left; x < right; x++) {
                        float kept = pixels[a + x];
                        pixels[a + x] = pixels[b + x];
                        pixels[b + x] = kept;
                    }
                }
            }
        }
        return 1 - (double) (bottom - top) * (right - left) / ((double) side * side);
    }

    private float[] targets(int[] labels, int classes, double own) {
        float off = (float) (smoothing / classes);
        float on = (float) (1 - smoothing + smoothing / classes);
        float share = (float) own;
        float other = (float) (1 - own);
        float[] targets = new float[labels.length * classes];
        for (int row = 0; row < labels.length; row++) {
            int partner = labels[labels.length - 1 - row];
            for (int k = 0; k < classes; k++) {
                float first = k == labels[row] ? on : off;
                float second = k == partner ? on : off;
                targets[row * classes + k] = own == 1 ? first : first * share + second * other;
            }
        }
        return targets;
    }
}

package dev.contranorm.zoo.data.image.augment;

import dev.contranorm.zoo.trial.ParameterRule;
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.Problem;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Mixup (Zhang et al., 2018) and CutMix (Yun et al., 2019) as timm's {@code Mixup}: image k of a batch is mixed with image n −
 * 1 − k.
 *
 * @param mode which images share random draws
 * @param mixup α of mixup's Beta(α, α); 0 = no mixup
 * @param cutmix α of CutMix's Beta(α, α); 0 = no CutMix, unless {@code sizes} is set
 * @param sizes bounds of CutMix's rectangle, instead of sizes drawn with α
 * @param probability probability of mixing
 * @param switching probability of CutMix if both are on
 * @param smoothing fraction of every target that is spread over all classes
 */
public record Mixing(
        Mode mode,
        double mixup,
        double cutmix,
        Optional<Sizes> sizes,
        double probability,
        double switching,
        double smoothing) {
    private static final String MODE = "mixup.mode";
    private static final String SMALLEST = "cutmix.smallest";
    private static final String LARGEST = "cutmix.largest";

    /** Which images share the draws of λ, of mixup or CutMix, and of the rectangle. */
    public enum Mode {
        /** All images of a batch. */
        BATCH,
        /** An image and its partner; the middle image of an odd batch is unchanged. */
        PAIR,
        /** None: each image has its own draws. */
        ELEM;

        private String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Bounds of a rectangle's height and width as fractions of the image's side. */
    public record Sizes(double smallest, double largest) {}

    /** The parameters that a trial may set. */
    public static List<ParameterSpec> parameters() {
        return List.of(
                ParameterSpec.number("mixup.alpha", 0.8, 0, 100, "α of mixup; 0 = no mixup."),
                ParameterSpec.number("cutmix.alpha", 1, 0, 100, "α of CutMix; 0 = no CutMix."),
                ParameterSpec.number(
                        SMALLEST,
                        0,
                        0,
                        1,
                        "Smallest side of CutMix's rectangle as a fraction of the image's side; see cutmix.largest."),
                ParameterSpec.number(
                        LARGEST,
                        0,
                        0,
                        1,
                        "Largest side, as a fraction; replaces sizes drawn with α; 0 = α decides, as published."),
                ParameterSpec.text(
                        MODE,
                        Mode.BATCH.label(),
                        Arrays.stream(Mode.values()).map(Mode::label).toList(),
                        "Scope of the random draws: a batch, a pair of images, or each elem separately."),
                ParameterSpec.number("mixup.probability", 1, 0, 1, "Probability that a batch, pair or elem is mixed."),
                ParameterSpec.number(
                        "mixup.switchProbability", 0.5, 0, 1, "Probability of CutMix if mixup is also on."),
                ParameterSpec.number("labelSmoothing", 0.1, 0, 1, "Fraction of the target spread over all classes."));
    }

    /** Constraint on the rectangle bounds and the image size: a rectangle must exist between the bounds. */
    public static final ParameterRule RULE = spec -> {
        double smallest = spec.number(SMALLEST);
        double largest = spec.number(LARGEST);
        long side = spec.integer("image");
        if (smallest == 0 && largest == 0 || (int) (side * smallest) < (int) (side * largest)) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                LARGEST,
                "no rectangle side is between " + smallest + " and " + largest + " of " + side + " pixels",
                "set " + SMALLEST + " well below " + LARGEST + ", for example to 0.2 and 0.8, or leave both at 0"));
    };

    /** The mixing that a trial specifies. */
    public static Mixing of(TrialSpec spec) {
        double largest = spec.number(LARGEST);
        return new Mixing(
                Mode.valueOf(spec.text(MODE).toUpperCase(Locale.ROOT)),
                spec.number("mixup.alpha"),
                spec.number("cutmix.alpha"),
                largest > 0 ? Optional.of(new Sizes(spec.number(SMALLEST), largest)) : Optional.empty(),
                spec.number("mixup.probability"),
                spec.number("mixup.switchProbability"),
                spec.number("labelSmoothing"));
    }

    /** No mixing: the targets are the labels. */
    public static Mixing none() {
        return new Mixing(Mode.BATCH, 0, 0, Optional.empty(), 0, 0, 0);
    }

    /**
     * @param pixels n × 3 × side × side, changed in place
     * @param labels labels of the n images
     * @return n × classes; each row sums to 1
     */
    public float[] apply(float[] pixels, int side, int[] labels, int classes, KeyedRandom chance) {
        Mixture[] mixtures = mixtures(labels.length, side, chance);
        int length = pixels.length / labels.length;
        for (int first = 0, last = labels.length - 1; first < last; first++, last--) {
            float[] original = Arrays.copyOfRange(pixels, first * length, (first + 1) * length);
            mixtures[first].apply(pixels, first * length, pixels, last * length, length, side);
            mixtures[last].apply(pixels, last * length, original, 0, length, side);
        }
        return targets(labels, classes, mixtures);
    }

    private Mixture[] mixtures(int size, int side, KeyedRandom chance) {
        Mixture[] mixtures = new Mixture[size];
        switch (mode) {
            case BATCH -> Arrays.fill(mixtures, drawn(side, chance));
            case PAIR -> {
                Arrays.fill(mixtures, Mixture.NONE);
                for (int first = 0, last = size - 1; first < last; first++, last--) {
                    mixtures[first] = drawn(side, chance);
                    mixtures[last] = mixtures[first];
                }
            }
            case ELEM -> Arrays.setAll(mixtures, row -> drawn(side, chance));
        }
        return mixtures;
    }

    private Mixture drawn(int side, KeyedRandom chance) {
        boolean mayCut = cutmix > 0 || sizes.isPresent();
        if (!mayCut && mixup == 0 || !chance.happens(probability)) {
            return Mixture.NONE;
        }
        boolean cuts = mayCut && (mixup == 0 || chance.happens(switching));
        if (cuts && sizes.isPresent()) {
            Sizes bounds = sizes.get();
            return Mixture.cut(Rectangle.between(side, bounds.smallest(), bounds.largest(), chance), side);
        }
        double own = chance.beta(cuts ? cutmix : mixup);
        return cuts ? Mixture.cut(Rectangle.around(side, own, chance), side) : new Mixture(own, Optional.empty());
    }

    private float[] targets(int[] labels, int classes, Mixture[] mixtures) {
        float off = (float) (smoothing / classes);
        float on = (float) (1 - smoothing + smoothing / classes);
        float[] targets = new float[labels.length * classes];
        for (int row = 0; row < labels.length; row++) {
            double own = mixtures[row].own();
            float share = (float) own;
            float other = (float) (1 - own);
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

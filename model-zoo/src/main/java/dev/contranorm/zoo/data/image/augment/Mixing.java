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
 * Mixup (Zhang et al., 2018) and CutMix (Yun et al., 2019) as timm's {@code Mixup}: picture k of a batch meets picture
 * n − 1 − k.
 *
 * @param mode which pictures share what is drawn
 * @param mixup α of mixup's Beta(α, α); 0 = no mixup
 * @param cutmix α of CutMix's; 0 = no CutMix, unless it has sizes
 * @param sizes of CutMix's rectangle, in place of those that its α gives
 * @param probability that something is mixed at all
 * @param switching probability of CutMix where both are on
 * @param smoothing share of every target that is spread over all classes
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

    /** Which pictures share what is drawn: λ, whether they are cut, and where. */
    public enum Mode {
        /** All of a batch. */
        BATCH,
        /** A picture and its partner; the middle one of an odd batch stays as it is. */
        PAIR,
        /** None: each draws how it takes from its partner. */
        ELEM;

        private String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Bounds of a rectangle's height and width as shares of the picture's side. */
    public record Sizes(double smallest, double largest) {}

    /** What a trial may set. */
    public static List<ParameterSpec> parameters() {
        return List.of(
                ParameterSpec.number("mixup.alpha", 0.8, 0, 100, "α of mixup; 0 = no mixup."),
                ParameterSpec.number("cutmix.alpha", 1, 0, 100, "α of CutMix; 0 = no CutMix."),
                ParameterSpec.number(
                        SMALLEST, 0, 0, 1, "Least side of CutMix's rectangle, of the picture's; see cutmix.largest."),
                ParameterSpec.number(
                        LARGEST, 0, 0, 1, "Largest side, in place of what α gives; 0 = α decides, as published."),
                ParameterSpec.text(
                        MODE,
                        Mode.BATCH.label(),
                        Arrays.stream(Mode.values()).map(Mode::label).toList(),
                        "What is mixed alike: a batch, a pair of pictures, or none (each elem by itself)."),
                ParameterSpec.number("mixup.probability", 1, 0, 1, "Probability that a batch, pair or elem is mixed."),
                ParameterSpec.number(
                        "mixup.switchProbability", 0.5, 0, 1, "Probability of CutMix where mixup is on as well."),
                ParameterSpec.number("labelSmoothing", 0.1, 0, 1, "Share of the target spread over classes."));
    }

    /** What these and the size of pictures must fulfil together: there is a rectangle between the bounds. */
    public static final ParameterRule RULE = spec -> {
        double smallest = spec.number(SMALLEST);
        double largest = spec.number(LARGEST);
        long side = spec.integer("image");
        if (smallest == 0 && largest == 0 || (int) (side * smallest) < (int) (side * largest)) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                LARGEST,
                "no side of a rectangle is between " + smallest + " and " + largest + " of " + side + " pixels",
                "set " + SMALLEST + " and " + LARGEST + " farther apart, 0.2 and 0.8 for example, or neither"));
    };

    /** As a trial says. */
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

    /** Targets are the labels alone. */
    public static Mixing none() {
        return new Mixing(Mode.BATCH, 0, 0, Optional.empty(), 0, 0, 0);
    }

    /**
     * @param pixels n × 3 × side × side, changed in place
     * @param labels of the n pictures
     * @return n × classes, each row adds up to 1
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

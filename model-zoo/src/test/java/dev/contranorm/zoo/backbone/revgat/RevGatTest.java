package dev.contranorm.zoo.backbone.revgat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contranorm.zoo.data.CsrMatrix;
import dev.contranorm.zoo.trial.InvalidTrialException;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reversible build against the plain one, gradients against differences, and what is published of the network. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RevGatTest {
    private static final String[] ALL_DROPOUTS = {
        "dropout", "0.4", "inputDropout", "0.2", "edgeDropout", "0.3", "attentionDropout", "0.25"
    };

    @ParameterizedTest
    @CsvSource({
        "2, 128, 256, 1304912, 808",
        "5, 168, 256, 2098256, 168",
    })
    void theNetworkHasThePublishedNumberOfParameters(int depth, int unused, int hidden, long parameters, int width) {
        TrialSpec spec = SmallRevGat.spec(0, "depth", (long) depth, "hidden", (long) hidden, "heads", 3L);
        try (SmallRevGat network = new SmallRevGat(spec, 12, width, 40)) {
            assertThat(network.trained().stream().mapToLong(each -> each.size()).sum())
                    .isEqualTo(parameters);
        }
    }

    @Test
    void aHiddenWidthThatGroupsCannotShareIsRefused() {
        TrialSpec spec = SmallRevGat.spec(0, "hidden", 4L, "groups", 3L);

        assertThatThrownBy(() -> new SmallRevGat(spec, 8, 3, 2))
                .isInstanceOf(InvalidTrialException.class)
                .hasMessageContaining("hidden")
                .hasMessageContaining("groups");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 4, 2, 1, none, false",
        "1, 6, 2, 3, none, true",
        "2, 5, 4, 2, none, false",
        "3, 4, 2, 2, dcn, true",
        "4, 6, 4, 1, dcn, false",
        "5, 4, 2, 2, pair-norm, false",
        "6, 4, 2, 2, contra-norm, false",
    })
    void theReversibleBuildEqualsThePlainOneWithTheSameWeights(
            long seed, long depth, long groups, long heads, String norm, boolean target) {
        Object[] changes = {
            "depth", depth, "groups", groups, "heads", heads, "norm", norm, "attentionOfTarget", target,
            "dropout", 0.4, "inputDropout", 0.2, "edgeDropout", 0.3, "attentionDropout", 0.25
        };
        try (SmallRevGat reversible = new SmallRevGat(SmallRevGat.spec(seed, changes), 40, 6, 5);
                SmallRevGat plain = new SmallRevGat(
                        SmallRevGat.spec(seed, with(changes, "reversible", false)), 40, 6, 5)) {
            Map<String, float[]> weights = shaken(reversible.weights(), seed);
            reversible.assign(weights);
            plain.assign(weights);
            float[] features = reversible.features();

            assertThat(relative(reversible.logits(features, 3), plain.logits(features, 3)))
                    .as("training logits")
                    .isLessThan(1e-5);
            assertThat(relative(reversible.evaluatedLogits(features), plain.evaluatedLogits(features)))
                    .as("evaluation logits")
                    .isLessThan(1e-5);
            Map<String, float[]> wanted = plain.gradients(features, 3);
            double largest = wanted.values().stream().mapToDouble(RevGatTest::magnitude).max().orElseThrow();
            reversible.gradients(features, 3).forEach((name, gradient) -> assertThat(
                            difference(gradient, wanted.get(name)))
                    .as("gradient of " + name)
                    .isLessThan(2e-5 * magnitude(wanted.get(name)) + 1e-6 * largest));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2, 2, 1, none, false, true",
        "1, 4, 2, 2, none, true, true",
        "2, 3, 4, 1, none, false, false",
        "3, 3, 2, 3, dcn, true, true",
    })
    void gradientsEqualDifferences(
            long seed, long depth, long groups, long heads, String norm, boolean target, boolean symmetric) {
        TrialSpec spec = SmallRevGat.spec(
                seed, "depth", depth, "groups", groups, "heads", heads, "norm", norm, "attentionOfTarget", target,
                "symmetricNorm", symmetric, "dropout", 0.4, "edgeDropout", 0.3, "attentionDropout", 0.25);
        try (SmallRevGat network = new SmallRevGat(spec, 24, 4, 3)) {
            Map<String, float[]> weights = shaken(network.weights(), seed);
            network.assign(weights);
            float[] features = network.features();
            Map<String, float[]> gradients = network.gradients(features, 1);
            SplittableRandom random = new SplittableRandom(seed);
            gradients.forEach((name, gradient) -> {
                float[] direction = new float[gradient.length];
                double slope = 0;
                for (int k = 0; k < direction.length; k++) {
                    direction[k] = (float) random.nextGaussian();
                    slope += direction[k] * gradient[k];
                }
                double norm2 = Math.sqrt(sum(direction));
                double step = 2e-3 / norm2;
                double measured = (loss(network, weights, features, name, direction, step)
                                - loss(network, weights, features, name, direction, -step))
                        / (2 * step);
                assertThat(measured / norm2).as("slope of " + name).isCloseTo(slope / norm2, org.assertj.core.data.Offset.offset(
                        0.02 * Math.sqrt(sum(gradient)) / Math.sqrt(gradient.length) + 0.02 * Math.abs(slope / norm2) + 1e-2));
            });
        }
    }

    private static double loss(
            SmallRevGat network, Map<String, float[]> weights, float[] features, String name, float[] direction, double step) {
        if (name.equals("features")) {
            return network.loss(moved(features, direction, step), 1);
        }
        network.assign(Map.of(name, moved(weights.get(name), direction, step)));
        double loss = network.loss(features, 1);
        network.assign(Map.of(name, weights.get(name)));
        return loss;
    }

    private static float[] moved(float[] from, float[] direction, double step) {
        float[] result = from.clone();
        for (int k = 0; k < result.length; k++) {
            result[k] += (float) (step * direction[k]);
        }
        return result;
    }

    /** Weights away from their start, where all groups are equal and biases are zero. */
    private static Map<String, float[]> shaken(Map<String, float[]> weights, long seed) {
        SplittableRandom random = new SplittableRandom(seed + 7);
        weights.forEach((name, values) -> {
            for (int k = 0; k < values.length; k++) {
                float noise = (float) (0.2 * random.nextGaussian());
                values[k] = name.endsWith("running_var") ? values[k] + Math.abs(noise) : values[k] + noise;
            }
        });
        return weights;
    }

    private static Object[] with(Object[] changes, Object... more) {
        Object[] all = java.util.Arrays.copyOf(changes, changes.length + more.length);
        System.arraycopy(more, 0, all, changes.length, more.length);
        return all;
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return sum;
    }

    private static double magnitude(float[] values) {
        double largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static double difference(float[] a, float[] b) {
        double largest = 0;
        for (int k = 0; k < a.length; k++) {
            double difference = Math.abs(a[k] - b[k]);
            largest = Double.isNaN(difference) ? Double.NaN : Math.max(largest, difference);
        }
        return largest;
    }

    private static double relative(float[] a, float[] b) {
        return difference(a, b) / magnitude(b);
    }
}

package dev.contranorm.zoo.backbone.revgat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import dev.contranorm.zoo.trial.InvalidTrialException;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.types.TInt64;

/**
 * Compares the reversible build with the plain one, gradients with finite differences, and the network with its published
 * facts.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RevGatTest {
    private static final Object[] DROPOUTS = {
        "dropout", 0.4, "inputDropout", 0.2, "edgeDropout", 0.3, "attentionDropout", 0.25
    };

    @ParameterizedTest
    @CsvSource({
        "2, 768, 1304912",
        "5, 128, 2098256",
    })
    void theNetworkHasThePublishedNumberOfParameters(long depth, int features, long parameters) {
        TrialSpec spec = SmallRevGat.spec(0, "depth", depth, "hidden", 256L, "heads", 3L);
        int width = features + 40;
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
        "7, 5, 2, 2, batch-norm, false",
    })
    void theReversibleBuildEqualsThePlainOneWithTheSameWeights(
            long seed, long depth, long groups, long heads, String norm, boolean target) {
        Object[] shape = {"depth", depth, "groups", groups, "heads", heads, "norm", norm, "attentionOfTarget", target};
        Object[] changes = with(shape, DROPOUTS);
        try (SmallRevGat reversible = new SmallRevGat(SmallRevGat.spec(seed, changes), 40, 6, 5);
                SmallRevGat plain =
                        new SmallRevGat(SmallRevGat.spec(seed, with(changes, "reversible", false)), 40, 6, 5)) {
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
            double largest = wanted.values().stream()
                    .mapToDouble(RevGatTest::magnitude)
                    .max()
                    .orElseThrow();
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
        "4, 5, 2, 2, dcn, false, true",
    })
    void gradientsEqualCentralDifferences(
            long seed, long depth, long groups, long heads, String norm, boolean target, boolean symmetric) {
        TrialSpec spec = SmallRevGat.spec(
                seed,
                with(
                        DROPOUTS,
                        "depth",
                        depth,
                        "groups",
                        groups,
                        "heads",
                        heads,
                        "norm",
                        norm,
                        "attentionOfTarget",
                        target,
                        "symmetricNorm",
                        symmetric));
        try (SmallRevGat network = new SmallRevGat(spec, 24, 4, 3)) {
            Map<String, float[]> weights = shaken(network.weights(), seed);
            network.assign(weights);
            weights.put("features", network.features());
            network.gradients(network.features(), 1).forEach((name, gradient) -> {
                Differences differences = new Differences(network, weights, name, gradient, seed);
                assertThat(differences.relativeError())
                        .as("slope of %s along a random direction: %s", name, differences)
                        .isLessThan(5e-3);
            });
        }
    }

    /**
     * Slopes of the loss along a random direction by central differences with several step sizes: small steps suffer from
     * rounding, large ones from curvature and from ReLUs that switch, so the best one counts.
     */
    private record Differences(double slope, double size, List<Double> measured) {
        private static final double[] STEPS = {3e-2, 1e-2, 3e-3, 1e-3, 3e-4};

        Differences(SmallRevGat network, Map<String, float[]> weights, String name, float[] gradient, long seed) {
            this(
                    product(gradient, direction(gradient.length, seed)),
                    Math.sqrt(product(gradient, gradient)),
                    new ArrayList<>());
            float[] direction = direction(gradient.length, seed);
            for (double step : STEPS) {
                double above = loss(network, weights, name, moved(weights.get(name), direction, step));
                double below = loss(network, weights, name, moved(weights.get(name), direction, -step));
                measured.add((above - below) / (2 * step));
            }
        }

        double relativeError() {
            double best = measured.stream()
                    .mapToDouble(each -> Math.abs(each - slope))
                    .min()
                    .orElseThrow();
            return best / (size + 1e-2);
        }

        private static double loss(SmallRevGat network, Map<String, float[]> weights, String name, float[] changed) {
            if (name.equals("features")) {
                return network.loss(changed, 1);
            }
            network.assign(Map.of(name, changed));
            double loss = network.loss(weights.get("features"), 1);
            network.assign(Map.of(name, weights.get(name)));
            return loss;
        }

        /** A random direction of length 1. */
        private static float[] direction(int size, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            float[] direction = new float[size];
            for (int k = 0; k < size; k++) {
                direction[k] = (float) random.nextGaussian();
            }
            double length = Math.sqrt(product(direction, direction));
            for (int k = 0; k < size; k++) {
                direction[k] /= (float) length;
            }
            return direction;
        }

        private static float[] moved(float[] from, float[] direction, double step) {
            float[] result = from.clone();
            for (int k = 0; k < result.length; k++) {
                result[k] += (float) (step * direction[k]);
            }
            return result;
        }

        private static double product(float[] a, float[] b) {
            double sum = 0;
            for (int k = 0; k < a.length; k++) {
                sum += (double) a[k] * b[k];
            }
            return sum;
        }
    }

    @Test
    void recomputationDoesNotUpdateTheRunningStatisticsAgain() {
        Object[] changes = {"depth", 4L, "dropout", 0.4};
        try (SmallRevGat reversible = new SmallRevGat(SmallRevGat.spec(1, changes), 30, 5, 3);
                SmallRevGat plain =
                        new SmallRevGat(SmallRevGat.spec(1, with(changes, "reversible", false)), 30, 5, 3)) {
            float[] features = reversible.features();
            float[] before = reversible.weights().get("norm.running_mean");

            reversible.updateStatistics(features, 2);
            plain.updateStatistics(features, 2);

            Map<String, float[]> moved = reversible.weights();
            assertThat(moved.get("norm.running_mean")).isNotEqualTo(before);
            plain.weights().forEach((name, values) -> {
                if (name.contains("running")) {
                    assertThat(relative(moved.get(name), values)).as(name).isLessThan(1e-5);
                }
            });
        }
    }

    @Test
    void theSharedMaskIsOneForAllBlocksAndEdgesAreDrawnByLayer() {
        TrialSpec all = SmallRevGat.spec(3, "edgeDropout", 0.5);
        TrialSpec none = SmallRevGat.spec(3);
        try (SmallRevGat dropped = new SmallRevGat(all, 30, 5, 3);
                SmallRevGat whole = new SmallRevGat(none, 30, 5, 3)) {
            float[] features = whole.features();
            assertThat(dropped.logits(features, 1)).isEqualTo(dropped.logits(features, 1));
            assertThat(dropped.logits(features, 1)).isNotEqualTo(dropped.logits(features, 2));
            assertThat(dropped.evaluatedLogits(features)).isEqualTo(whole.evaluatedLogits(features));
        }
    }

    @Test
    void exactlyTheRequestedNumberOfEdgesIsDropped() {
        try (TrainGraph graph = new TrainGraph(5)) {
            AttentionEdges edges = AttentionEdges.of(graph.ops(), SmallRevGat.randomGraph(50, 5));
            var kept = edges.kept(Pass.training(graph), edges.rootIn(), 0.3, "here")
                    .orElseThrow();
            try (TrainSession session = new TrainSession(graph, 1);
                    TInt64 counter = TInt64.scalarOf(0);
                    var result = session.runner(0, counter).fetch(kept).run()) {
                double sum = 0;
                for (float each : TrainSession.floats(result.get(0))) {
                    sum += each;
                }
                assertThat(sum).isEqualTo(edges.count() - (int) (0.3 * edges.count()));
            }
        }
    }

    /** Random weights: initially all groups are equal and biases are zero. */
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
        Object[] all = Arrays.copyOf(changes, changes.length + more.length);
        System.arraycopy(more, 0, all, changes.length, more.length);
        return all;
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

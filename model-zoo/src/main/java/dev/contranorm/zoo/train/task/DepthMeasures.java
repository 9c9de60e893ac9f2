package dev.contranorm.zoo.train.task;

import dev.contranorm.zoo.oversmoothing.CosineSimilarity;
import dev.contranorm.zoo.oversmoothing.Matrix;
import dev.contranorm.zoo.oversmoothing.Spectrum;
import dev.contranorm.zoo.oversmoothing.Variance;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Measures of representations by layer; each is the mean over the added values. */
public final class DepthMeasures {
    private record Mean(double sum, int count) {
        Mean plus(double value) {
            return new Mean(sum + value, count + 1);
        }

        double value() {
            return sum / count;
        }
    }

    private final SortedMap<String, SortedMap<Integer, Mean>> means = new TreeMap<>();

    /**
     * Adds the mean cosine similarity of pairs of rows, the effective and numerical rank, and the summed variance of the rows.
     *
     * @param layer 1-based
     * @param x one row per node or token; at least two
     */
    public void add(int layer, Matrix x) {
        Spectrum spectrum = Spectrum.of(x);
        add("cosine", layer, CosineSimilarity.of(x));
        add("effective-rank", layer, spectrum.effectiveRank());
        add("numerical-rank", layer, spectrum.numericalRank());
        add("variance", layer, Variance.of(x));
    }

    /**
     * @param layer 1-based
     */
    public void add(String measure, int layer, double value) {
        means.computeIfAbsent(measure, key -> new TreeMap<>())
                .merge(layer, new Mean(value, 1), (before, one) -> before.plus(value));
    }

    /**
     * @param moment {@code initial} or {@code final}
     * @return points named {@code layer/<moment>/<measure>} with the layer as the step
     */
    public List<MetricPoint> points(String moment) {
        List<MetricPoint> points = new ArrayList<>();
        means.forEach((measure, layers) -> layers.forEach(
                (layer, mean) -> points.add(new MetricPoint("layer/" + moment + "/" + measure, layer, mean.value()))));
        return points;
    }
}

package dev.contranorm.zoo.train;

import dev.contranorm.zoo.metric.CosineSimilarity;
import dev.contranorm.zoo.metric.EffectiveRank;
import dev.contranorm.zoo.metric.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Means over sequences of what is measured between the tokens of each. */
final class TokenProbe {
    private final double[] cosine;
    private final double[] effectiveRank;
    private final int[] sequences;

    TokenProbe(int layers) {
        this.cosine = new double[layers];
        this.effectiveRank = new double[layers];
        this.sequences = new int[layers];
    }

    /**
     * @param values length × width, row-major
     * @param tokens the first rows, which are no padding
     */
    void add(int layer, float[] values, int length, int tokens) {
        int width = values.length / length;
        Matrix x = new Matrix(tokens, width, Arrays.copyOf(values, tokens * width));
        cosine[layer] += CosineSimilarity.of(x);
        effectiveRank[layer] += EffectiveRank.of(x);
        sequences[layer]++;
    }

    List<MetricPoint> points() {
        List<MetricPoint> points = new ArrayList<>();
        for (int layer = 0; layer < cosine.length; layer++) {
            points.add(new MetricPoint("layer/cosine", layer + 1, cosine[layer] / sequences[layer]));
            points.add(new MetricPoint("layer/effective-rank", layer + 1, effectiveRank[layer] / sequences[layer]));
        }
        return points;
    }
}

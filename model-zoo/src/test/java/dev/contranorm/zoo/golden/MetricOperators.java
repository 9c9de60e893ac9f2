package dev.contranorm.zoo.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.contranorm.zoo.oversmoothing.CosineSimilarity;
import dev.contranorm.zoo.oversmoothing.Covariance;
import dev.contranorm.zoo.oversmoothing.Matrix;
import dev.contranorm.zoo.oversmoothing.Spectrum;
import dev.contranorm.zoo.oversmoothing.Variance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** The published measures of representations; those of text are means over the sequences of a batch. */
public final class MetricOperators implements GoldenOperator {
    @Override
    public boolean covers(String family) {
        return family.startsWith("metric.");
    }

    @Override
    public void check(OperatorCase golden) {
        List<Matrix> batch = batch(golden.inputs().get("x"));
        String metric = golden.family().substring(golden.family().lastIndexOf('.') + 1);
        switch (metric) {
            case "patch_sim" -> checkMean(golden, batch, CosineSimilarity::of);
            case "erank" -> checkMean(golden, batch, x -> Spectrum.of(x).effectiveRank());
            case "variance" -> checkMean(golden, batch, Variance::of);
            case "correlation_avg" -> checkMean(golden, batch, x -> Covariance.meanOffDiagonal(Covariance.of(x)));
            case "bcov" -> {
                double[] all = batch.stream()
                        .flatMapToDouble(x -> DoubleStream.of(Covariance.of(x)))
                        .toArray();
                float[] actual = new float[all.length];
                for (int k = 0; k < all.length; k++) {
                    actual[k] = (float) all[k];
                }
                Golden.assertClose(metric, actual, golden.out(), Golden.OPERATOR);
            }
            default -> throw new AssertionError("unknown metric " + metric);
        }
    }

    private static void checkMean(OperatorCase golden, List<Matrix> batch, ToDoubleFunction<Matrix> metric) {
        double actual = batch.stream().mapToDouble(metric).average().orElseThrow();
        double expected = golden.out().data()[0];
        if (Double.isNaN(expected)) {
            assertThat(actual).as("NaN in the original: 0·log 0 counts 0").isEqualTo(1);
        } else {
            assertThat(actual).isCloseTo(expected, within(Golden.OPERATOR * Math.abs(expected)));
        }
    }

    private static List<Matrix> batch(GoldenArray x) {
        int columns = x.shape()[x.shape().length - 1];
        int rows = x.shape()[x.shape().length - 2];
        List<Matrix> batch = new ArrayList<>();
        for (int from = 0; from < x.data().length; from += rows * columns) {
            batch.add(new Matrix(rows, columns, Arrays.copyOfRange(x.floats(), from, from + rows * columns)));
        }
        return batch;
    }
}

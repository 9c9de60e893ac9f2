package dev.contranorm.zoo.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** A score of predictions against labels; 1 is perfect. An undefined score (of constant predictions) is 0, as in GLUE. */
public enum Score {
    ACCURACY("accuracy") {
        @Override
        public double of(double[] predicted, double[] labels) {
            return (double) count(predicted, labels, (p, l) -> p == l) / labels.length;
        }
    },
    /** F1 of class 1. */
    F1("f1") {
        @Override
        public double of(double[] predicted, double[] labels) {
            int hits = count(predicted, labels, (p, l) -> p == 1 && l == 1);
            int misses = count(predicted, labels, (p, l) -> (p == 1) != (l == 1));
            return hits == 0 ? 0 : 2.0 * hits / (2 * hits + misses);
        }
    },
    /** Matthews correlation of two classes: the Pearson correlation of the class indices. */
    MATTHEWS("matthews") {
        @Override
        public double of(double[] predicted, double[] labels) {
            return PEARSON.of(predicted, labels);
        }
    },
    PEARSON("pearson") {
        @Override
        public double of(double[] predicted, double[] labels) {
            double meanPredicted = Arrays.stream(predicted).average().orElse(0);
            double meanLabel = Arrays.stream(labels).average().orElse(0);
            double both = 0;
            double first = 0;
            double second = 0;
            for (int k = 0; k < labels.length; k++) {
                double p = predicted[k] - meanPredicted;
                double l = labels[k] - meanLabel;
                both += p * l;
                first += p * p;
                second += l * l;
            }
            return first == 0 || second == 0 ? 0 : both / Math.sqrt(first * second);
        }
    },
    /** Spearman correlation: the Pearson correlation of the ranks; ties share their mean rank. */
    SPEARMAN("spearman") {
        @Override
        public double of(double[] predicted, double[] labels) {
            return PEARSON.of(ranks(predicted), ranks(labels));
        }
    },
    /**
     * Area under the receiver operating characteristic of two classes: the fraction of pairs of one example of class 1 and one
     * of class 0 in which the first has the greater value; ties count half. Computed from ranks, where ties share the mean rank
     * (Mann and Whitney, 1947): {@code (R₁ − n₁(n₁−1)/2) / (n₀n₁)} with R₁ the summed ranks of class 1, counted from 0. NaN if
     * there is only one class, or a value is NaN and cannot be ordered.
     */
    ROC_AUC("roc-auc") {
        @Override
        public double of(double[] predicted, double[] labels) {
            double positives = count(predicted, labels, (p, l) -> l == 1);
            double negatives = labels.length - positives;
            if (positives == 0 || negatives == 0 || Arrays.stream(predicted).anyMatch(Double::isNaN)) {
                return Double.NaN;
            }
            double[] ranks = ranks(predicted);
            double ofPositives = IntStream.range(0, ranks.length)
                    .filter(k -> labels[k] == 1)
                    .mapToDouble(k -> ranks[k])
                    .sum();
            return (ofPositives - positives * (positives - 1) / 2) / (positives * negatives);
        }
    };

    private interface Pair {
        boolean test(double predicted, double label);
    }

    private final String label;

    Score(String label) {
        this.label = label;
    }

    /** Whether it scores values instead of classes. */
    public boolean isOfValues() {
        return this == PEARSON || this == SPEARMAN || this == ROC_AUC;
    }

    /** The name in a metric such as {@code validation/f1}. */
    public String label() {
        return label;
    }

    /**
     * @param predicted class indices, or values: of a regression, or greater if class 1 is more likely
     * @param labels one per prediction
     */
    public abstract double of(double[] predicted, double[] labels);

    private static int count(double[] predicted, double[] labels, Pair pair) {
        return (int) IntStream.range(0, labels.length)
                .filter(k -> pair.test(predicted[k], labels[k]))
                .count();
    }

    private static double[] ranks(double[] values) {
        Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(k -> values[k]));
        double[] ranks = new double[values.length];
        for (int from = 0, to; from < order.length; from = to) {
            for (to = from + 1; to < order.length && values[order[to]] == values[order[from]]; to++) {}
            for (int k = from; k < to; k++) {
                ranks[order[k]] = (from + to - 1) / 2.0;
            }
        }
        return ranks;
    }
}

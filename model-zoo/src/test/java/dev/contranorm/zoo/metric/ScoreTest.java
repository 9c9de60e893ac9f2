package dev.contranorm.zoo.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreTest {
    private static final double[] LABELS = {1, 1, 0, 0, 1, 0, 1, 1};
    private static final double[] PREDICTED = {1, 0, 0, 1, 1, 0, 1, 1};

    @Test
    void accuracyF1AndMatthewsFollowTheirDefinitions() {
        assertThat(Score.ACCURACY.of(PREDICTED, LABELS)).isEqualTo(0.75);
        assertThat(Score.F1.of(PREDICTED, LABELS)).isEqualTo(0.8);
        // (tp·tn − fp·fn) / √((tp+fp)(tp+fn)(tn+fp)(tn+fn)) with 4, 2, 1, 1.
        assertThat(Score.MATTHEWS.of(PREDICTED, LABELS)).isCloseTo(7 / Math.sqrt(5 * 5 * 3 * 3), within(1e-12));
    }

    /** By definition: every pair of a 1 and a 0; a tie counts half. */
    private static double area(double[] predicted, double[] labels) {
        double ahead = 0;
        int pairs = 0;
        for (int one = 0; one < labels.length; one++) {
            for (int other = 0; other < labels.length; other++) {
                if (labels[one] == 1 && labels[other] == 0) {
                    ahead += predicted[one] > predicted[other] ? 1 : predicted[one] == predicted[other] ? 0.5 : 0;
                    pairs++;
                }
            }
        }
        return ahead / pairs;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 1000})
    void theAreaUnderTheCurveIsTheShareOfPairsInTheirOrder(int different) {
        SplittableRandom random = new SplittableRandom(different);
        for (int trial = 0; trial < 100; trial++) {
            int n = random.nextInt(2, 60);
            double[] labels = new double[n];
            double[] predicted = new double[n];
            for (int k = 0; k < n; k++) {
                labels[k] = k < 2 ? k : random.nextInt(2);
                // Few distinct values make many ties; zeros of both signs are the same value.
                predicted[k] = (random.nextInt(different) - different / 2) * (random.nextBoolean() ? 1.5 : -1.5);
            }
            assertThat(Score.ROC_AUC.of(predicted, labels)).isEqualTo(area(predicted, labels));
        }
    }

    @Test
    void theAreaUnderTheCurveIsUndefinedForOneClassAndForValuesWithoutOrder() {
        assertThat(Score.ROC_AUC.of(new double[] {1, 2}, new double[] {1, 1})).isNaN();
        assertThat(Score.ROC_AUC.of(new double[] {1, 2}, new double[2])).isNaN();
        assertThat(Score.ROC_AUC.of(new double[] {1, Double.NaN}, new double[] {1, 0}))
                .isNaN();
        assertThat(Score.ROC_AUC.of(new double[] {Double.POSITIVE_INFINITY, 0}, new double[] {1, 0}))
                .isEqualTo(1);
        assertThat(Score.ROC_AUC.of(new double[] {3, 3, 3}, new double[] {1, 0, 0}))
                .isEqualTo(0.5);
    }

    @Test
    @Timeout(10)
    void rankingNaNTerminates() {
        assertThat(Score.SPEARMAN.of(new double[] {Double.NaN, Double.NaN, 1}, new double[] {0, 1, 2}))
                .isFinite();
    }

    @Test
    void aConstantPredictionHasNoCorrelation() {
        assertThat(Score.MATTHEWS.of(new double[8], LABELS)).isZero();
        assertThat(Score.F1.of(new double[8], LABELS)).isZero();
    }

    @Test
    void ranksIgnoreTheScaleAndShareTies() {
        double[] labels = {0, 1, 2, 3};
        assertThat(Score.SPEARMAN.of(new double[] {1, 10, 100, 1000}, labels)).isCloseTo(1, within(1e-12));
        assertThat(Score.PEARSON.of(new double[] {1, 10, 100, 1000}, labels)).isLessThan(0.9);
        // Ranks 0.5, 0.5, 2, 3 against 0, 1, 2, 3.
        assertThat(Score.SPEARMAN.of(new double[] {5, 5, 6, 7}, labels))
                .isCloseTo(4.5 / Math.sqrt(4.5 * 5), within(1e-12));
    }
}

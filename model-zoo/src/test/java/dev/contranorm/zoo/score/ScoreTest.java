package dev.contranorm.zoo.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScoreTest {
    private static final double[] LABELS = {1, 1, 0, 0, 1, 0, 1, 1};
    private static final double[] PREDICTED = {1, 0, 0, 1, 1, 0, 1, 1};

    @Test
    void classesAreCounted() {
        assertThat(Score.ACCURACY.of(PREDICTED, LABELS)).isEqualTo(0.75);
        assertThat(Score.F1.of(PREDICTED, LABELS)).isEqualTo(0.8);
        // (tp·tn − fp·fn) / √((tp+fp)(tp+fn)(tn+fp)(tn+fn)) with 4, 2, 1, 1.
        assertThat(Score.MATTHEWS.of(PREDICTED, LABELS)).isCloseTo(7 / Math.sqrt(5 * 5 * 3 * 3), within(1e-12));
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

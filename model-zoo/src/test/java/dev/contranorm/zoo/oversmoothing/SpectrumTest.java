package dev.contranorm.zoo.oversmoothing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpectrumTest {
    @Test
    void equalSingularValuesHaveFullRankInBothSenses() {
        Spectrum identity = Spectrum.of(new Matrix(3, 3, new float[] {2, 0, 0, 0, 2, 0, 0, 0, 2}));
        assertThat(identity.effectiveRank()).isCloseTo(3, within(1e-12));
        assertThat(identity.numericalRank()).isCloseTo(3, within(1e-12));
    }

    @Test
    void singularValues3And1HaveTheRanksOfTheirDefinitions() {
        // A rotation on either side does not change singular values: here a wide matrix with orthogonal rows.
        Spectrum spectrum =
                Spectrum.of(new Matrix(2, 4, new float[] {1.5f, 1.5f, 1.5f, 1.5f, 0.5f, -0.5f, 0.5f, -0.5f}));
        double entropy = -(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25));
        assertThat(spectrum.effectiveRank()).isCloseTo(Math.exp(entropy), within(1e-9));
        assertThat(spectrum.numericalRank()).isCloseTo((9.0 + 1.0) / 9.0, within(1e-9));
    }

    @Test
    void collapsedRowsHaveRankOneExactly() {
        Spectrum spectrum = Spectrum.of(new Matrix(3, 2, new float[] {1, 3, 2, 6, -1, -3}));
        assertThat(spectrum.effectiveRank()).isEqualTo(1);
        assertThat(spectrum.numericalRank()).isEqualTo(1);
    }

    @Test
    void zerosCountAsRankOneAndValuesThatAreNotFiniteAsNotANumber() {
        Spectrum zeros = Spectrum.of(new Matrix(2, 2, new float[4]));
        assertThat(zeros.effectiveRank()).isEqualTo(1);
        assertThat(zeros.numericalRank()).isEqualTo(1);
        Spectrum broken = Spectrum.of(new Matrix(2, 2, new float[] {1, Float.NaN, 0, 1}));
        assertThat(broken.effectiveRank()).isNaN();
        assertThat(broken.numericalRank()).isNaN();
    }
}

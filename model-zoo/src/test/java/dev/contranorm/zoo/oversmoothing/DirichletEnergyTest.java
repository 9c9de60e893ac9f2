package dev.contranorm.zoo.oversmoothing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** A path of three nodes, 0 – 1 – 2, with a known augmented normalised Laplacian. */
class DirichletEnergyTest {
    private final DirichletEnergy path = new DirichletEnergy(
            new int[] {0, 1, 1, 2}, new int[] {1, 0, 2, 1}, new float[] {1, 1, 1, 1}, new double[] {1, 2, 1});

    @Test
    void isTheQuadraticFormOfTheAugmentedNormalisedLaplacian() {
        double side = 1 / Math.sqrt(2 * 3);
        double[][] laplacian = {{1 - 1 / 2.0, -side, 0}, {-side, 1 - 1 / 3.0, -side}, {0, -side, 1 - 1 / 2.0}};
        float[] x = {1, -2, 0.5f, 3, 4, 1};
        double expected = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                for (int c = 0; c < 2; c++) {
                    expected += x[2 * i + c] * laplacian[i][j] * x[2 * j + c];
                }
            }
        }
        assertThat(path.of(new Matrix(3, 2, x))).isCloseTo(expected, within(1e-12));
    }

    @Test
    void isZeroWhereNodesDifferByTheRootOfTheirDegreesAlone() {
        float[] collapsed = {(float) Math.sqrt(2), (float) Math.sqrt(3), (float) Math.sqrt(2)};
        assertThat(path.of(new Matrix(3, 1, collapsed))).isLessThan(1e-13);
    }
}

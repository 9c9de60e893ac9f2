package dev.contranorm.zoo.norm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** Compares ContraNorm, over several tiles and with every kind of mask, with the formula in double precision. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ContraNormTest {
    private static final int WIDTH = 5;
    private static final double SCALE = 0.7;
    private static final double TEMPERATURE = 0.8;

    private record Result(float[] out, float[] gradient) {}

    @ParameterizedTest
    @ValueSource(strings = {"dense", "blocked"})
    void outputAndGradientFollowTheFormulaOverSeveralTiles(String strategy) {
        int n = 1500;
        check(n, graph(n, 3), strategy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dense", "blocked"})
    void rowsMaskedMoreThanHalfOrWhollyAreCounted(String strategy) {
        int n = 40;
        boolean[][] masked = graph(n, 3);
        for (int j = 0; j < n; j++) {
            masked[7][j] = j % 5 != 0;
            masked[11][j] = true;
        }
        check(n, masked, strategy);
    }

    @Test
    void theNumberOfParallelTilesChangesNoBit() {
        int n = 1500;
        Result one = apply(n, graph(n, 3), "blocked", 1);
        Result two = apply(n, graph(n, 3), "blocked", 2);
        assertThat(two.out()).isEqualTo(one.out());
        assertThat(two.gradient()).isEqualTo(one.gradient());
    }

    private static void check(int n, boolean[][] masked, String strategy) {
        Result result = apply(n, masked, strategy, 2);
        double[] x = widened(values(n * WIDTH, 1));
        double[] expected = formula(x, masked);
        double largest = 0;
        for (int k = 0; k < expected.length; k++) {
            largest = Math.max(largest, Math.abs(expected[k]));
        }
        for (int k = 0; k < expected.length; k++) {
            assertThat((double) result.out()[k]).isCloseTo(expected[k], within(1e-5 * largest));
        }
        // The gradient of sum(out · weight) along random directions, by central differences.
        double[] weight = widened(values(n * WIDTH, 2));
        for (long seed = 10; seed < 13; seed++) {
            double[] direction = widened(values(n * WIDTH, seed));
            double step = 1e-5;
            double numeric = (dot(formula(moved(x, direction, step), masked), weight)
                            - dot(formula(moved(x, direction, -step), masked), weight))
                    / (2 * step);
            double analytic = dot(widened(result.gradient()), direction);
            double size =
                    Math.sqrt(dot(widened(result.gradient()), widened(result.gradient())) * dot(direction, direction));
            assertThat(analytic).isCloseTo(numeric, within(2e-5 * size));
        }
    }

    private static Result apply(int n, boolean[][] masked, String strategy, int parallelTiles) {
        TrialSpec spec = Catalogue.load()
                .resolve(
                        Map.of(
                                "dataset",
                                "sbm",
                                "backbone",
                                "deep-gcn",
                                "norm",
                                "contra-norm",
                                "norm.scale",
                                SCALE,
                                "norm.temperature",
                                TEMPERATURE,
                                "norm.strategy",
                                strategy),
                        Protocol.PAPER,
                        0);
        float[] adjacency = new float[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                adjacency[i * n + j] = masked[i][j] ? 1 : 0;
            }
        }
        try (TrainGraph graph = new TrainGraph(0, parallelTiles)) {
            Operand<TFloat32> x = graph.ops().constant(Shape.of(n, WIDTH), DataBuffers.of(values(n * WIDTH, 1)));
            Operand<TFloat32> weight = graph.ops().constant(Shape.of(n, WIDTH), DataBuffers.of(values(n * WIDTH, 2)));
            Pass pass = Pass.training(graph);
            NeighbourMask mask = new NeighbourMask(graph.ops(), CsrMatrix.fromDense(n, n, adjacency));
            Operand<TFloat32> out = new ContraNorm().apply(new NormSite(pass, spec, n, WIDTH, Optional.of(mask)), x);
            Operand<TFloat32> gradient =
                    pass.tape().orElseThrow().gradients(out, weight, List.of(x)).get(0);
            try (TrainSession session = TrainSession.ofSmallOperators(graph);
                    var result = session.session()
                            .runner()
                            .fetch(out)
                            .fetch(gradient)
                            .run()) {
                return new Result(TrainSession.floats(result.get(0)), TrainSession.floats(result.get(1)));
            }
        }
    }

    /** (1 + s)·x − s·P·x, entry by entry. */
    private static double[] formula(double[] x, boolean[][] masked) {
        int n = masked.length;
        double[] norm = new double[n];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < WIDTH; c++) {
                norm[i] += x[i * WIDTH + c] * x[i * WIDTH + c];
            }
            norm[i] = Math.sqrt(norm[i]);
        }
        double[] out = new double[x.length];
        for (int i = 0; i < n; i++) {
            double sum = 0;
            double[] product = new double[WIDTH];
            for (int j = 0; j < n; j++) {
                if (masked[i][j]) {
                    continue;
                }
                double similarity = 0;
                for (int c = 0; c < WIDTH; c++) {
                    similarity += x[i * WIDTH + c] * x[j * WIDTH + c];
                }
                double e = Math.exp(similarity / (norm[i] * norm[j] * TEMPERATURE));
                sum += e;
                for (int c = 0; c < WIDTH; c++) {
                    product[c] += e * x[j * WIDTH + c];
                }
            }
            for (int c = 0; c < WIDTH; c++) {
                double own = x[i * WIDTH + c];
                out[i * WIDTH + c] = (1 + SCALE) * own - SCALE * (sum == 0 ? own : product[c] / sum);
            }
        }
        return out;
    }

    private static boolean[][] graph(int n, int degree) {
        SplittableRandom random = new SplittableRandom(3);
        boolean[][] masked = new boolean[n][n];
        for (int i = 0; i < n; i++) {
            masked[i][i] = true;
            for (int k = 0; k < degree; k++) {
                int j = random.nextInt(n);
                masked[i][j] = true;
                masked[j][i] = true;
            }
        }
        return masked;
    }

    private static float[] values(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[size];
        for (int k = 0; k < size; k++) {
            values[k] = (float) (2 * random.nextDouble() - 1);
        }
        return values;
    }

    private static double[] widened(float[] values) {
        double[] wide = new double[values.length];
        for (int k = 0; k < wide.length; k++) {
            wide[k] = values[k];
        }
        return wide;
    }

    private static double[] moved(double[] x, double[] direction, double step) {
        double[] moved = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            moved[k] = x[k] + step * direction[k];
        }
        return moved;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}

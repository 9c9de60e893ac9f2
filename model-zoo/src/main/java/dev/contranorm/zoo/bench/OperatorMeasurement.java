package dev.contranorm.zoo.bench;

import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.norm.ContraNorm;
import dev.contranorm.zoo.norm.NeighbourMask;
import dev.contranorm.zoo.norm.NormSite;
import dev.contranorm.zoo.tensor.Initialiser;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/** Measures the cost of ContraNorm alone, forward and backward pass, on random rows with a random graph of average degree 4. */
public final class OperatorMeasurement {
    private static final int WARMUP = 2;
    private static final int EDGES_PER_ROW = 2;

    private OperatorMeasurement() {}

    /**
     * @param rows n, the number of nodes
     * @param width d, the number of features of a node
     * @param strategy {@code auto}, {@code dense} or {@code blocked}
     */
    public static Cost measure(int rows, int width, String strategy, int threads, int steps) {
        TrialSpec spec = new TrialSpec(
                "sbm",
                "deep-gcn",
                "contra-norm",
                Protocol.PAPER,
                0,
                new TreeMap<>(Map.of("norm.scale", 1L, "norm.temperature", 1L, "norm.strategy", strategy)));
        try (TrainGraph graph = new TrainGraph(0, threads)) {
            Operand<TFloat32> x =
                    graph.parameter("x", Initialiser.uniform(1), rows, width).value();
            Operand<TFloat32> weight = graph.parameter("weight", Initialiser.uniform(1), rows, width)
                    .value();
            Pass pass = Pass.training(graph);
            NeighbourMask mask = new NeighbourMask(graph.ops(), randomGraph(rows));
            Operand<TFloat32> out = new ContraNorm().apply(new NormSite(pass, spec, rows, width, Optional.of(mask)), x);
            Operand<TFloat32> gradient =
                    pass.tape().orElseThrow().gradients(out, weight, List.of(x)).get(0);
            Op both = graph.ops()
                    .withControlDependencies(List.<Op>of(out, gradient))
                    .noOp();
            // The n × n build consists of a few large operators, the tiled one of many small ones: each gets its
            // threads where it can use them.
            try (TrainSession session = strategy.equals("dense")
                    ? new TrainSession(graph, threads)
                    : TrainSession.ofSmallOperators(graph)) {
                return Stopwatch.measure(
                        step -> session.session().runner().addTarget(both).run().close(), WARMUP, steps, threads);
            }
        }
    }

    private static CsrMatrix randomGraph(int rows) {
        SplittableRandom random = new SplittableRandom(0);
        int edges = EDGES_PER_ROW * rows;
        int[] row = new int[2 * edges + rows];
        int[] column = new int[row.length];
        for (int k = 0; k < edges; k++) {
            row[2 * k] = column[2 * k + 1] = random.nextInt(rows);
            column[2 * k] = row[2 * k + 1] = random.nextInt(rows);
        }
        for (int node = 0; node < rows; node++) {
            row[2 * edges + node] = node;
            column[2 * edges + node] = node;
        }
        float[] ones = new float[row.length];
        Arrays.fill(ones, 1);
        return CsrMatrix.of(rows, rows, row, column, ones, Math::max);
    }
}

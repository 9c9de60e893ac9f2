package dev.contranorm.zoo.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.norm.NeighbourMask;
import dev.contranorm.zoo.norm.Norm;
import dev.contranorm.zoo.norm.NormSite;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** The published graph code's {@code NormLayer} in all its modes; ContraNorm with both strategies. */
public final class GraphNormOperators implements GoldenOperator {
    /** The zoo's name of each published mode. */
    static final Map<String, String> MODES = Map.of(
            "None", "none",
            "LN", "layer-norm",
            "PN", "pair-norm",
            "PN-SI", "pair-norm-si",
            "PN-SCS", "pair-norm-scs",
            "CN", "contra-norm");

    @Override
    public boolean covers(String family) {
        return family.equals("gnn.NormLayer");
    }

    @Override
    public void check(OperatorCase golden) {
        String norm = MODES.get(golden.meta().get("mode").asText());
        List<String> strategies = norm.equals("contra-norm") ? List.of("dense", "blocked") : List.of("");
        for (String strategy : strategies) {
            check(golden, norm, strategy);
        }
    }

    private static void check(OperatorCase golden, String norm, String strategy) {
        GoldenArray x = golden.inputs().get("x");
        try (TrainGraph graph = new TrainGraph(0)) {
            Operand<TFloat32> input = constant(graph, x);
            Pass pass = Pass.training(graph);
            NeighbourMask mask = new NeighbourMask(graph.ops(), adjacency(golden));
            NormSite site =
                    new NormSite(pass, spec(golden, norm, strategy), x.shape()[0], x.shape()[1], Optional.of(mask));
            Operand<TFloat32> out = CatalogueItem.named(Norm.class, norm).apply(site, input);
            Operand<TFloat32> weight = constant(graph, golden.gradWeight().orElseThrow());
            Operand<TFloat32> gradient = pass.tape()
                    .orElseThrow()
                    .gradients(out, weight, List.of(input))
                    .get(0);
            try (TrainSession session = new TrainSession(graph, 1);
                    var result = session.session()
                            .runner()
                            .fetch(out)
                            .fetch(gradient)
                            .run()) {
                compare("out " + strategy, TrainSession.floats(result.get(0)), golden.out(), x);
                compare(
                        "gradient of x " + strategy,
                        TrainSession.floats(result.get(1)),
                        golden.gradients().get("x"),
                        x);
            }
        }
    }

    /** Where the original has NaN (a row without negatives) the zoo keeps x: the output there is checked exactly. */
    private static void compare(String what, float[] actual, GoldenArray expected, GoldenArray x) {
        double[] wanted = expected.data().clone();
        for (int k = 0; k < wanted.length; k++) {
            if (Double.isNaN(wanted[k])) {
                assertThat(actual[k])
                        .as("%s, at %d, NaN in the original", what, k)
                        .isFinite();
                wanted[k] = what.startsWith("out") ? x.data()[k] : actual[k];
            }
        }
        Golden.assertClose(what, actual, new GoldenArray("f64", expected.shape(), wanted), Golden.OPERATOR);
    }

    private static TrialSpec spec(OperatorCase golden, String norm, String strategy) {
        Map<String, Object> values = new HashMap<>();
        values.put("dataset", "sbm");
        values.put("backbone", "deep-gcn");
        values.put("norm", norm);
        if (norm.startsWith("pair") || norm.startsWith("contra")) {
            values.put("norm.scale", golden.meta().get("scale").asDouble());
        }
        if (!strategy.isEmpty()) {
            values.put("norm.strategy", strategy);
            values.put("norm.temperature", golden.meta().get("tau").asDouble());
        }
        return Catalogue.load().resolve(values, Protocol.PAPER, 0);
    }

    private static CsrMatrix adjacency(OperatorCase golden) {
        GoldenArray adjacency = golden.constants().get("adj");
        int n = golden.inputs().get("x").shape()[0];
        if (adjacency.type().equals("i64")) {
            // A quirk of the original: an integer matrix with two columns is treated as (row, column) index pairs.
            int[] index = adjacency.integers();
            int pairs = index.length / 2;
            float[] ones = new float[pairs];
            java.util.Arrays.fill(ones, 1);
            int[] row = java.util.Arrays.copyOf(index, pairs);
            int[] column = java.util.Arrays.copyOfRange(index, pairs, 2 * pairs);
            return CsrMatrix.of(n, n, row, column, ones, Math::max);
        }
        return CsrMatrix.fromDense(n, n, adjacency.floats());
    }

    static Operand<TFloat32> constant(TrainGraph graph, GoldenArray array) {
        return graph.ops()
                .constant(
                        Shape.of(java.util.Arrays.stream(array.shape())
                                .asLongStream()
                                .toArray()),
                        DataBuffers.of(array.floats()));
    }
}

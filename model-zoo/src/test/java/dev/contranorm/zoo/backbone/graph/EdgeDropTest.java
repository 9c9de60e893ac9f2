package dev.contranorm.zoo.backbone.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.data.graph.GraphDataset;
import dev.contranorm.zoo.data.graph.GraphSource;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** The edges that remain when edges are dropped, read from the product with the identity matrix. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EdgeDropTest {
    private static final int NODES = 60;
    private static final double RATE = 0.4;

    private static CsrMatrix propagation() throws Exception {
        TrialSpec spec = Catalogue.load()
                .resolve(
                        Map.of("dataset", "sbm", "dataset.nodes", 60L, "backbone", "gcn", "norm", "none"),
                        Protocol.PAPER,
                        0);
        GraphDataset dataset = CatalogueItem.named(GraphSource.class, "sbm").load(spec, Optional.empty());
        return GraphInput.of(dataset).propagation();
    }

    @Test
    void aTrainingStepUsesPartOfTheEdgesWithRowsThatSumToOne() throws Exception {
        CsrMatrix all = propagation();
        float[] seen = matrix(all, 3, true);

        int left = 0;
        for (int i = 0; i < NODES; i++) {
            double sum = 0;
            for (int j = 0; j < NODES; j++) {
                float value = seen[i * NODES + j];
                sum += value;
                left += i != j && value > 0 ? 1 : 0;
                assertThat(value > 0)
                        .as("edge %d, %d is dropped with its reverse", i, j)
                        .isEqualTo(seen[j * NODES + i] > 0);
            }
            assertThat(sum).isCloseTo(1, within(1e-6));
            assertThat(seen[i * NODES + i]).as("self-loop").isPositive();
        }
        double share = (double) left / (all.nonZeros() - NODES);
        assertThat(share).isCloseTo(1 - RATE, within(0.12));
    }

    @Test
    void anotherStepDropsOtherEdgesAndTheSameStepTheSame() throws Exception {
        CsrMatrix all = propagation();

        assertThat(matrix(all, 3, true)).isEqualTo(matrix(all, 3, true));
        assertThat(matrix(all, 3, true)).isNotEqualTo(matrix(all, 4, true));
    }

    @Test
    void anEvaluationUsesAllEdges() throws Exception {
        CsrMatrix all = propagation();

        assertThat(matrix(all, 3, false)).isEqualTo(all.toDense());
    }

    private static float[] matrix(CsrMatrix propagation, long step, boolean training) {
        try (TrainGraph graph = new TrainGraph(11)) {
            float[] unit = new float[NODES * NODES];
            for (int i = 0; i < NODES; i++) {
                unit[i * NODES + i] = 1;
            }
            Operand<TFloat32> identity = graph.ops().constant(Shape.of(NODES, NODES), DataBuffers.of(unit));
            Pass pass = training ? Pass.training(graph) : Pass.evaluation(graph);
            Operand<TFloat32> product =
                    new Propagation(graph.ops(), propagation, RATE).of(pass).apply(identity);
            try (TrainSession session = new TrainSession(graph, 1);
                    TInt64 counter = TInt64.scalarOf(0);
                    var result = session.runner(step, counter).fetch(product).run()) {
                return TrainSession.floats(result.get(0));
            }
        }
    }
}

package dev.contranorm.zoo.backbone.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.data.graphset.GraphBatch;
import dev.contranorm.zoo.data.graphset.GraphSet;
import dev.contranorm.zoo.data.graphset.MotifDataset;
import dev.contranorm.zoo.norm.Norm;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import dev.contranorm.zoo.train.graph.GraphFeed;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** The invariances of a network over sets of graphs. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GinTest {
    private static TrialSpec spec(String norm) {
        Map<String, Object> values = new HashMap<>();
        values.put("dataset", "motifs");
        values.put("dataset.graphs", 20L);
        values.put("backbone", "gin");
        values.put("norm", norm);
        values.put("depth", 3L);
        values.put("residual", 1L);
        values.put("layerNorm", true);
        return Catalogue.load().resolve(values, Protocol.PAPER, 0);
    }

    private static GraphSet motifs() {
        return new MotifDataset().load(spec("none"), Optional.empty());
    }

    @Test
    void aGraphScoresTheSameAloneAndInABatch() {
        GraphSet set = motifs();
        float[] together = logits("none", GraphBatch.of(set, 4, 5, 6))[0];

        for (int k = 0; k < 3; k++) {
            assertThat(logits("none", GraphBatch.of(set, 4 + k))[0])
                    .containsExactly(Arrays.copyOfRange(together, 3 * k, 3 * k + 3), within(1e-4f));
        }
    }

    @Test
    void theOrderOfNodesDoesNotMatter() {
        GraphBatch batch = GraphBatch.of(motifs(), 3);
        GraphBatch reversed = reversed(batch);

        assertThat(reversed.adjacency()).isNotEqualTo(batch.adjacency());
        for (String norm : new String[] {"none", "contra-norm"}) {
            assertThat(logits(norm, reversed)[0]).containsExactly(logits(norm, batch)[0], within(1e-4f));
        }
    }

    @Test
    void withContraNormTheGraphsOfABatchActOnOneAnother() {
        GraphSet set = motifs();
        float[] together = logits("contra-norm", GraphBatch.of(set, 4, 5, 6))[0];
        float[] alone = logits("contra-norm", GraphBatch.of(set, 4))[0];

        assertThat(Math.abs(together[0] - alone[0])).isGreaterThan(1e-3f);
    }

    @Test
    void aGraphWithoutAnEdgeHasLogits() {
        GraphBatch lonely = new GraphBatch(
                new int[] {0, 0, 1},
                new float[] {1, 0, 0, 1, 1, 1},
                2,
                new CsrMatrix(3, 3, new int[4], new int[0], new float[0]),
                new int[] {0, 1});

        for (String norm : new String[] {"none", "batch-norm", "pair-norm", "contra-norm"}) {
            for (float[] logits : logits(norm, lonely)) {
                for (float logit : logits) {
                    assertThat(logit).as(norm).isFinite();
                }
            }
        }
    }

    private static GraphBatch reversed(GraphBatch batch) {
        int n = batch.nodes();
        int[] row = batch.adjacency().rowOfEntry();
        int[] column = batch.adjacency().column().clone();
        for (int k = 0; k < row.length; k++) {
            row[k] = n - 1 - row[k];
            column[k] = n - 1 - column[k];
        }
        float[] features = new float[batch.features().length];
        IntStream.range(0, n)
                .forEach(node -> System.arraycopy(
                        batch.features(),
                        node * batch.width(),
                        features,
                        (n - 1 - node) * batch.width(),
                        batch.width()));
        return new GraphBatch(
                batch.graphOfNode(),
                features,
                batch.width(),
                CsrMatrix.of(n, n, row, column, batch.adjacency().value(), Float::sum),
                batch.labels());
    }

    /** The logits of an evaluation, and of a training step with half of the edges dropped. */
    private static float[][] logits(String norm, GraphBatch batch) {
        TrialSpec spec = spec(norm);
        Map<String, Object> dropping = new HashMap<>(spec.parameters());
        dropping.put("dataset", "motifs");
        dropping.put("backbone", "gin");
        dropping.put("norm", norm);
        dropping.put("dropEdge", 0.5);
        TrialSpec dropped = Catalogue.load().resolve(dropping, Protocol.PAPER, 0);
        try (TrainGraph graph = new TrainGraph(1)) {
            GraphBatchInput input = GraphBatchInput.placeholders(graph, batch.width(), 3);
            Placeholder<TInt32> labels = graph.ops().placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
            var builder = new Gin().prepare(dropped, input, CatalogueItem.named(Norm.class, norm), graph);
            Operand<TFloat32> trained = builder.build(Pass.training(graph)).logits();
            Operand<TFloat32> evaluated = builder.build(Pass.evaluation(graph)).logits();
            Map<Operand<?>, Tensor> tensors = new GraphFeed(input, labels).tensors(batch);
            try (TrainSession session = new TrainSession(graph, 1);
                    var step = TInt64.scalarOf(0)) {
                Session.Runner runner = session.runner(0, step).fetch(evaluated).fetch(trained);
                tensors.forEach((placeholder, tensor) -> runner.feed(placeholder.asOutput(), tensor));
                try (var result = runner.run()) {
                    return new float[][] {TrainSession.floats(result.get(0)), TrainSession.floats(result.get(1))};
                }
            } finally {
                tensors.values().forEach(Tensor::close);
            }
        }
    }
}

package dev.contranorm.zoo.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.contranorm.zoo.loss.LabelLoss;
import dev.contranorm.zoo.tensor.Initialiser;
import dev.contranorm.zoo.tensor.Parameter;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AccumulationTest {
    private static final float[] X = {1, -2, 0.5f, 3, -1, 0.25f, 2, 2, -3, 1, 0, 4};
    private static final float[] Y = {1, 0, -1, 2, 0.5f, 3};

    @Test
    void aBatchInPartsIsTheStepOfTheWholeBatch() {
        for (double clipNorm : new double[] {0, 0.5}) {
            float[] whole = trained(clipNorm, 6);
            assertThat(trained(clipNorm, 4, 2))
                    .as("clipped to %s", clipNorm)
                    .usingComparatorWithPrecision(1e-6f)
                    .containsExactly(whole);
            assertThat(trained(clipNorm, 1, 3, 2))
                    .usingComparatorWithPrecision(1e-6f)
                    .containsExactly(whole);
        }
    }

    /** Fits y = x·w over six rows with three steps of AdamW, each split into runs with the given number of rows. */
    private static float[] trained(double clipNorm, int... rows) {
        try (TrainGraph graph = new TrainGraph(1)) {
            Placeholder<TFloat32> x = graph.ops().placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 2)));
            Placeholder<TFloat32> y = graph.ops().placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1)));
            Pass pass = Pass.training(graph);
            Parameter weight = graph.parameter("weight", Initialiser.constant(0), 2, 1);
            Operand<TFloat32> out =
                    pass.segment(in -> graph.ops().linalg.matMul(in.get(0), in.get(1)), x, weight.value());
            Gradients gradients = Gradients.of(graph, pass.tape().orElseThrow(), LabelLoss.meanSquare(pass, out, y));
            Accumulation accumulation = new Accumulation(graph, gradients);
            Op update = AdamW.minimise(
                    graph,
                    graph.step(),
                    rows.length > 1 ? accumulation.total() : gradients,
                    AdamWSettings.huggingFace(0.1).clippedTo(clipNorm),
                    RateSchedule.constant(0.1),
                    parameter -> true);
            try (TrainSession session = new TrainSession(graph, 1);
                    TInt64 counter = TInt64.scalarOf(0)) {
                session.assign(Map.of("weight", new float[] {0.3f, -0.2f}));
                for (int step = 0; step < 3; step++) {
                    int from = 0;
                    for (int part = 0; part < rows.length; part++) {
                        int to = from + rows[part];
                        Op op = part == rows.length - 1
                                ? update
                                : part == 0 ? accumulation.store() : accumulation.add();
                        try (TFloat32 features = tensor(Shape.of(rows[part], 2), X, 2 * from, 2 * to);
                                TFloat32 wanted = tensor(Shape.of(rows[part]), Y, from, to);
                                TFloat32 share = TFloat32.scalarOf(rows[part] / 6f)) {
                            Session.Runner runner = session.runner(step, counter)
                                    .feed(x, features)
                                    .feed(y, wanted);
                            runner.feed(accumulation.share(), share)
                                    .addTarget(op)
                                    .run()
                                    .close();
                        }
                        from = to;
                    }
                }
                return session.values().get("weight");
            }
        }
    }

    private static TFloat32 tensor(Shape shape, float[] values, int from, int to) {
        return TFloat32.tensorOf(shape, DataBuffers.of(Arrays.copyOfRange(values, from, to)));
    }

    @Test
    void gradientsAreScaledDownToTheirLargestNormTogether() {
        try (TrainGraph graph = new TrainGraph(1)) {
            List<Operand<TFloat32>> gradients = List.of(
                    graph.ops().constant(new float[] {3, 0}), graph.ops().constant(new float[] {4}));
            List<Operand<TFloat32>> clipped = GradientNorm.clipped(graph.ops(), gradients, 1);
            List<Operand<TFloat32>> small = GradientNorm.clipped(graph.ops(), gradients, 6);
            try (Session session = new Session(graph.graph());
                    var result = session.runner()
                            .fetch(clipped.get(0))
                            .fetch(clipped.get(1))
                            .fetch(small.get(1))
                            .run()) {
                assertThat(TrainSession.floats(result.get(0))[0]).isCloseTo(0.6f, within(1e-6f));
                assertThat(TrainSession.floats(result.get(1))[0]).isCloseTo(0.8f, within(1e-6f));
                assertThat(TrainSession.floats(result.get(2))[0]).isEqualTo(4f);
            }
        }
    }
}

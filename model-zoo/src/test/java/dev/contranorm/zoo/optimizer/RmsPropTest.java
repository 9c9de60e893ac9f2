package dev.contranorm.zoo.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contranorm.zoo.tensor.Initialiser;
import dev.contranorm.zoo.tensor.Parameter;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tensorflow.op.Op;
import org.tensorflow.types.TInt64;

/** Steps computed by hand for the loss 3·p². */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RmsPropTest {
    private static final double ALPHA = 0.99;
    private static final double EPSILON = 1e-8;
    private static final double DECAY = 0.1;
    private static final double RATE = 0.01;
    private static final int WARMUP = 4;

    @Test
    void theStepsAreThoseOfPyTorchWithARisingRate() {
        try (TrainGraph graph = new TrainGraph(0);
                TInt64 counter = TInt64.scalarOf(0)) {
            Parameter p = graph.parameter("p", Initialiser.constant(2), 1);
            Pass pass = Pass.training(graph);
            var loss = pass.segment(
                    in -> graph.ops()
                            .reduceSum(
                                    graph.ops()
                                            .math
                                            .mul(
                                                    graph.ops().math.square(in.get(0)),
                                                    graph.ops().constant(3f)),
                                    graph.ops().constant(0)),
                    p.value());
            Op step = RmsProp.minimise(
                    graph,
                    pass.tape().orElseThrow(),
                    loss,
                    RmsPropSettings.of(DECAY),
                    RateSchedule.rising(RATE, WARMUP));
            try (TrainSession session = new TrainSession(graph, 1)) {
                double expected = 2;
                double squares = 0;
                for (int k = 0; k < 8; k++) {
                    session.runner(k, counter).addTarget(step).run().close();
                    double gradient = 6 * expected + DECAY * expected;
                    squares = ALPHA * squares + (1 - ALPHA) * gradient * gradient;
                    double rate = RATE * Math.min(1, (k + 1) / (double) WARMUP);
                    expected -= rate * gradient / (Math.sqrt(squares) + EPSILON);
                    assertThat((double) session.value(p)[0])
                            .as("after step %d", k + 1)
                            .isCloseTo(expected, Offset.offset(2e-6));
                }
                // By hand: g = 12.2, v = 1.4884, p = 2 − 0.0025·12.2/1.22.
                assertThat(expected).isLessThan(2 - 0.025);
            }
        }
    }

    /** ε is added outside the root: under the root, a gradient near zero would give a different step. */
    @Test
    void epsilonIsAddedOutsideTheRoot() {
        try (TrainGraph graph = new TrainGraph(0);
                TInt64 counter = TInt64.scalarOf(0)) {
            Parameter p = graph.parameter("p", Initialiser.constant(1), 1);
            Pass pass = Pass.training(graph);
            var loss = pass.segment(
                    in -> graph.ops()
                            .reduceSum(
                                    graph.ops().math.mul(in.get(0), graph.ops().constant(1e-3f)),
                                    graph.ops().constant(0)),
                    p.value());
            Op step = RmsProp.minimise(
                    graph,
                    pass.tape().orElseThrow(),
                    loss,
                    new RmsPropSettings(ALPHA, 1e-4, 0),
                    RateSchedule.constant(0.1));
            try (TrainSession session = new TrainSession(graph, 1)) {
                session.runner(0, counter).addTarget(step).run().close();
                // v = 1e-8, √v = 1e-4: 0.1·1e-3/(1e-4 + 1e-4).
                assertThat((double) session.value(p)[0]).isCloseTo(0.5, Offset.offset(1e-5));
            }
        }
    }
}

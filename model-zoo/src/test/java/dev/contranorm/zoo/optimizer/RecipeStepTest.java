package dev.contranorm.zoo.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.contranorm.zoo.tensor.Initialiser;
import dev.contranorm.zoo.tensor.Parameter;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** The additions of the DeiT recipe to AdamW: clipping by the global gradient norm, and the moving average. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RecipeStepTest {
    /** The norm of (3, 4) and (12) is 13. */
    @Test
    void gradientsAreScaledByTheirCommonNorm() {
        assertThat(clipped(6.5)).containsExactly(new float[] {1.5f, 2, 6}, within(1e-5f));
        assertThat(clipped(13.1)).containsExactly(3, 4, 12);
    }

    private static float[] clipped(double most) {
        try (TrainGraph graph = new TrainGraph(0)) {
            Ops ops = graph.ops();
            List<Operand<TFloat32>> gradients = GradientNorm.clipped(
                    ops, List.of(ops.constant(new float[] {3, 4}), ops.constant(new float[] {12})), most);
            try (TrainSession session = new TrainSession(graph, 1);
                    var result = session.session()
                            .runner()
                            .fetch(ops.concat(gradients, ops.constant(0)))
                            .run()) {
                return TrainSession.floats(result.get(0));
            }
        }
    }

    /** On a constant gradient, each of AdamW's first steps changes the weight by the rate: 1, 0.9, 0.8, 0.7. */
    @Test
    void theAverageFollowsTheWeightAfterEveryStep() {
        try (TrainGraph graph = new TrainGraph(0)) {
            Parameter weight = graph.parameter("w", Initialiser.constant(1), 2);
            Pass pass = Pass.training(graph);
            Operand<TFloat32> loss = pass.segment(
                    in -> graph.ops().math.mean(in.get(0), graph.ops().constant(0)), weight.value());
            Op step = AdamW.minimise(
                    graph,
                    pass.tape().orElseThrow(),
                    loss,
                    AdamWSettings.torch(0),
                    RateSchedule.constant(0.1),
                    DecayRule.timm());
            MovingAverage average = MovingAverage.after(step, graph, 0.75);
            try (TrainSession session = new TrainSession(graph, 2);
                    TInt64 counter = TInt64.scalarOf(0)) {
                double wanted = 1;
                for (int k = 0; k < 3; k++) {
                    session.runner(k, counter).addTarget(average.update()).run().close();
                    wanted = 0.75 * wanted + 0.25 * (0.9 - 0.1 * k);
                    Map<String, float[]> values = session.values();
                    assertThat(values.get("w")[1]).isCloseTo(0.9f - 0.1f * k, within(1e-5f));
                    assertThat(values.get("ema/w")[1]).isCloseTo((float) wanted, within(1e-5f));
                }
                session.assign(Map.of("w", new float[] {5, 6}));
                session.session().runner().addTarget(average.start()).run().close();
                assertThat(session.values().get("ema/w")).containsExactly(5, 6);
            }
            assertThat(graph.weights()).containsExactly(weight);
            assertThat(graph.evaluated()).extracting(Parameter::name).containsExactly("w", "ema/w");
        }
    }

    @Test
    void aMovingAverageStartsAtItsWeight() {
        try (TrainGraph graph = new TrainGraph(7)) {
            Parameter weight = graph.parameter("w", Initialiser.uniform(1), 9);
            Parameter average = graph.twin("ema/", Parameter.Role.AVERAGE).parameter("w", Initialiser.uniform(1), 9);
            Parameter other = graph.parameter("v", Initialiser.uniform(1), 9);
            assertThat(average.initial()).isEqualTo(weight.initial()).isNotEqualTo(other.initial());
        }
    }
}

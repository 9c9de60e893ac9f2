package dev.contranorm.zoo.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.contranorm.zoo.tensor.Initialiser;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Compares with DeiT's formulas, computed with Python's math module, and gradients with finite differences. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DistillationTest {
    private static final float[] STUDENT = {1, 2, -1, 0.5f, 0, 3};
    private static final float[][] TEACHER = {{2, -1, 0.5f}, {-1, 1, 0}};

    @Test
    void theSoftLossIsTheDivergenceAtATemperature() {
        check(
                (pass, student) ->
                        Distillation.divergence(pass, student, pass.ops().constant(TEACHER), 3, 2.5),
                0.5265649);
    }

    @Test
    void theHardLossIsTheCrossEntropyWithTheTeachersChoice() {
        check((pass, student) -> Distillation.choice(pass, student, pass.ops().constant(TEACHER), 3), 2.2364426);
    }

    private static void check(BiFunction<Pass, Operand<TFloat32>, Operand<TFloat32>> formula, double wanted) {
        try (TrainGraph graph = new TrainGraph(0)) {
            Operand<TFloat32> student =
                    graph.parameter("student", Initialiser.constant(0), 2, 3).value();
            Pass pass = Pass.training(graph);
            Operand<TFloat32> loss = formula.apply(pass, student);
            Operand<TFloat32> gradient =
                    pass.tape().orElseThrow().gradients(loss, List.of(student)).get(0);
            try (TrainSession session = new TrainSession(graph, 1)) {
                assertThat(value(session, loss, STUDENT)[0]).isCloseTo((float) wanted, within(1e-5f));
                float[] slopes = value(session, gradient, STUDENT);
                for (int k = 0; k < STUDENT.length; k++) {
                    float[] more = STUDENT.clone();
                    float[] less = STUDENT.clone();
                    more[k] += 0.01f;
                    less[k] -= 0.01f;
                    float slope = (value(session, loss, more)[0] - value(session, loss, less)[0]) / 0.02f;
                    assertThat(slopes[k]).isCloseTo(slope, within(2e-4f));
                }
            }
        }
    }

    private static float[] value(TrainSession session, Operand<TFloat32> wanted, float[] student) {
        session.assign(Map.of("student", student));
        try (var result = session.session().runner().fetch(wanted).run()) {
            return TrainSession.floats(result.get(0));
        }
    }
}

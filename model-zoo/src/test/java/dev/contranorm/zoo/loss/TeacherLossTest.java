package dev.contranorm.zoo.loss;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.types.TFloat32;

/** Compares the losses of the published ogbn-arxiv scripts with their formulas in double precision. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TeacherLossTest {
    private static final float[][] STUDENT = {{1, -2, 0.5f}, {0, 3, -1}, {2, 2, -4}};
    private static final float[][] TEACHER = {{0.5f, 0, 0}, {-1, 2, 1}, {3, -1, 0}};
    private static final float[][] LABELS = {{0, 1, 0}, {0, 1, 0}, {1, 0, 0}};

    @Test
    void theRobustLossIsTheLogarithmOfACrossEntropyThatStartsAtZero() {
        double epsilon = 1 - Math.log(2);
        double first = Math.log(epsilon + entropy(STUDENT[0], 1)) - Math.log(epsilon);
        double third = Math.log(epsilon + entropy(STUDENT[2], 0)) - Math.log(epsilon);
        try (TrainGraph graph = new TrainGraph(0)) {
            var ops = graph.ops();
            Pass pass = Pass.training(graph);
            Operand<TFloat32> loss = RobustCrossEntropy.mean(
                    pass,
                    ops.constant(StdArrays.ndCopyOf(STUDENT)),
                    ops.constant(StdArrays.ndCopyOf(LABELS)),
                    ops.constant(new int[] {0, 1, 2}),
                    ops.constant(new float[] {1, 0, 1}));
            assertThat(value(graph, loss)).isCloseTo((first + third) / 2, Offset.offset(1e-6));
        }
    }

    @Test
    void theTeachersLossIsADivergenceOverAllElementsTimesTheSquaredTemperature() {
        double temperature = 0.7;
        double sum = 0;
        for (int row = 0; row < 3; row++) {
            for (int k = 0; k < 3; k++) {
                double p = softmax(TEACHER[row], k, temperature);
                sum += p * (Math.log(p) - Math.log(softmax(STUDENT[row], k, temperature)));
            }
        }
        double expected = temperature * temperature * sum / 9;
        try (TrainGraph graph = new TrainGraph(0)) {
            var ops = graph.ops();
            Pass pass = Pass.training(graph);
            Operand<TFloat32> student = ops.constant(StdArrays.ndCopyOf(STUDENT));
            Operand<TFloat32> loss =
                    Distillation.divergence(pass, student, ops.constant(StdArrays.ndCopyOf(TEACHER)), 3, temperature);
            Operand<TFloat32> mixed = Distillation.mixed(pass, ops.constant(2f), loss, 0.95);
            Operand<TFloat32> gradient =
                    pass.tape().orElseThrow().gradients(mixed, List.of(student)).get(0);
            assertThat(value(graph, loss)).isCloseTo(expected, Offset.offset(1e-6));
            assertThat(value(graph, mixed)).isCloseTo(0.05 * 2 + 0.95 * expected, Offset.offset(1e-6));
            // ∂/∂z = T·(softmax(z/T) − p)/elements.
            double slope = 0.95
                    * temperature
                    * (softmax(STUDENT[1], 2, temperature) - softmax(TEACHER[1], 2, temperature))
                    / 9;
            assertThat((double) values(graph, gradient)[5]).isCloseTo(slope, Offset.offset(1e-6));
        }
    }

    private static double value(TrainGraph graph, Operand<TFloat32> scalar) {
        return values(graph, scalar)[0];
    }

    private static float[] values(TrainGraph graph, Operand<TFloat32> tensor) {
        try (TrainSession session = new TrainSession(graph, 1);
                var result = session.session().runner().fetch(tensor).run()) {
            return TrainSession.floats(result.get(0));
        }
    }

    private static double entropy(float[] logits, int label) {
        return -Math.log(softmax(logits, label, 1));
    }

    private static double softmax(float[] logits, int index, double temperature) {
        double sum = 0;
        for (float each : logits) {
            sum += Math.exp(each / temperature);
        }
        return Math.exp(logits[index] / temperature) / sum;
    }
}

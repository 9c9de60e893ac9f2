package dev.contranorm.zoo.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Operand;
import org.tensorflow.TensorFlow;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProductsTest {
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "3, 5, 2", "64, 33, 17", "130, 7, 257"})
    void productsAreThoseOfTensorFlowsOwnKernels(int rows, int inner, int columns) {
        try (TrainGraph graph = new TrainGraph(4)) {
            Ops ops = graph.ops();
            Operand<TFloat32> a = graph.uniform("a", rows, inner);
            Operand<TFloat32> b = graph.uniform("b", inner, columns);
            Operand<TFloat32> turnedA = graph.uniform("a turned", inner, rows);
            Operand<TFloat32> turnedB = graph.uniform("b turned", columns, inner);
            List<Operand<TFloat32>> ours = List.of(
                    Products.ofMatrices(ops, a, b),
                    Products.ofLeftTransposed(ops, turnedA, b),
                    Products.ofRightTransposed(ops, a, turnedB),
                    Products.softmax(ops, a),
                    Products.transpose(ops, a, 1, 0));
            List<Operand<TFloat32>> theirs = List.of(
                    ops.linalg.matMul(a, b),
                    ops.linalg.matMul(turnedA, b, MatMul.transposeA(true)),
                    ops.linalg.matMul(a, turnedB, MatMul.transposeB(true)),
                    ops.nn.softmax(a),
                    ops.linalg.transpose(a, ops.constant(new int[] {1, 0})));
            for (int k = 0; k < ours.size(); k++) {
                assertThat(values(graph, ours.get(k)))
                        .as("operator " + k)
                        .containsExactly(values(graph, theirs.get(k)), Offset.offset(1e-4f));
            }
        }
    }

    /** Holds on every processor, whatever the value of {@code TF_ENABLE_ONEDNN_OPTS}. */
    @Test
    void kernelsAreOneDnnsWhereTheLibraryHasThem() {
        boolean there = TensorFlow.registeredOpList().getOpList().stream()
                .anyMatch(operator -> operator.getName().equals("_MklMatMul"));
        try (TrainGraph graph = new TrainGraph(4)) {
            Ops ops = graph.ops();
            Operand<TFloat32> a = graph.uniform("a", 2, 3, 3);
            Operand<TFloat32> matrix = graph.uniform("b", 3, 3);
            assertThat(Stream.of(
                                    Products.product(ops, a, a),
                                    Products.ofMatrices(ops, matrix, matrix),
                                    Products.softmax(ops, a),
                                    Products.transpose(ops, a, 0, 2, 1))
                            .map(each -> each.op().type()))
                    .allSatisfy(type -> assertThat(type.startsWith("_Mkl")).isEqualTo(there));
        }
    }

    private static float[] values(TrainGraph graph, Operand<TFloat32> operand) {
        try (TrainSession session = new TrainSession(graph, 2);
                TInt64 step = TInt64.scalarOf(0);
                var result = session.runner(0, step).fetch(operand).run()) {
            return TrainSession.floats(result.get(0));
        }
    }
}

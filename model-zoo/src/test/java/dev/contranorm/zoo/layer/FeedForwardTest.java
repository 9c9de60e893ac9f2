package dev.contranorm.zoo.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/** Compares with the plain formulas, which TensorFlow differentiates. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FeedForwardTest {
    private static final int ROWS = 17;
    private static final int WIDTH = 6;
    private static final int INNER = 24;

    private final SplittableRandom random = new SplittableRandom(8);

    @ParameterizedTest
    @CsvSource({"GELU, 0", "GELU, 0.4", "GELU_TANH, 0", "GELU_TANH, 0.4"})
    void itIsTwoLinearLayersAroundTheActivation(Activation activation, double dropout) {
        try (TrainGraph graph = new TrainGraph(0)) {
            Ops ops = graph.ops();
            // Every third row is so large that the activation is 0 or the identity.
            Operand<TFloat32> x = rows(ops, row -> row % 3 == 0 ? 40 : 1);
            Operand<TFloat32> weight = rows(ops, row -> 1);
            FeedForward feedForward =
                    new FeedForward("in", "out", WIDTH, INNER, activation, dropout, NormalInitialiser.of(1));
            Pass ours = Pass.training(graph);
            Operand<TFloat32> out = feedForward.apply(ours, x);
            List<Operand<TFloat32>> inputs = new ArrayList<>(List.of(x));
            graph.parameters().forEach(parameter -> inputs.add(parameter.value()));
            assertThat(inputs).hasSize(5);
            Pass written = Pass.training(graph);
            Optional<Operand<TFloat32>> factors = written.dropoutFactors(dropout, "out.input", ROWS, INNER);
            Operand<TFloat32> expected = written.segment(
                    in -> {
                        Operand<TFloat32> active = gelu(ops, activation, linear(ops, in.get(0), in.get(1), in.get(2)));
                        Operand<TFloat32> kept = factors.isPresent() ? ops.math.mul(active, factors.get()) : active;
                        return linear(ops, kept, in.get(3), in.get(4));
                    },
                    x,
                    inputs.get(1),
                    inputs.get(2),
                    inputs.get(3),
                    inputs.get(4));
            List<Operand<TFloat32>> actual = new ArrayList<>(List.of(out));
            actual.addAll(ours.tape().orElseThrow().gradients(out, weight, inputs));
            List<Operand<TFloat32>> wanted = new ArrayList<>(List.of(expected));
            wanted.addAll(written.tape().orElseThrow().gradients(expected, weight, inputs));
            SameFunction.assertClose(graph, actual, wanted);
        }
    }

    private static Operand<TFloat32> linear(
            Ops ops, Operand<TFloat32> x, Operand<TFloat32> weight, Operand<TFloat32> bias) {
        return ops.math.add(ops.linalg.matMul(x, weight, MatMul.transposeB(true)), bias);
    }

    private static Operand<TFloat32> gelu(Ops ops, Activation activation, Operand<TFloat32> z) {
        Operand<TFloat32> inner =
                switch (activation) {
                    case GELU -> ops.math.erf(ops.math.mul(z, ops.constant((float) Math.sqrt(0.5))));
                    case GELU_TANH -> {
                        Operand<TFloat32> cube = ops.math.mul(z, ops.math.square(z));
                        Operand<TFloat32> sum = ops.math.add(z, ops.math.mul(cube, ops.constant(0.044715f)));
                        yield ops.math.tanh(ops.math.mul(sum, ops.constant((float) Math.sqrt(2 / Math.PI))));
                    }
                };
        return ops.math.mul(ops.math.mul(z, ops.constant(0.5f)), ops.math.add(inner, ops.constant(1f)));
    }

    private Operand<TFloat32> rows(Ops ops, IntUnaryOperator scale) {
        float[] values = NormalInitialiser.of(1).values(ROWS * WIDTH, random);
        for (int k = 0; k < values.length; k++) {
            values[k] *= scale.applyAsInt(k / WIDTH);
        }
        return ops.constant(Shape.of(ROWS, WIDTH), DataBuffers.of(values));
    }
}

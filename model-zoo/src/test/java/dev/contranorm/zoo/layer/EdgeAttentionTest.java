package dev.contranorm.zoo.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.tensor.Fetched;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Compares attention over stored edges with masked attention over all pairs. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EdgeAttentionTest {
    private static final int NODES = 23;
    private static final int EACH = 4;
    private static final float SLOPE = 0.2f;

    private final Random random = new Random(5);
    private final float[] dense = edges();
    private final CsrMatrix structure = CsrMatrix.fromDense(NODES, NODES, dense);

    private float[] edges() {
        float[] dense = new float[NODES * NODES];
        for (int i = 0; i < NODES; i++) {
            for (int j = 0; j < NODES; j++) {
                dense[i * NODES + j] = i == j || random.nextInt(5) == 0 ? 1 : 0;
            }
        }
        return dense;
    }

    @ParameterizedTest
    @CsvSource({"1, false", "3, false", "1, true", "3, true"})
    void itEqualsMaskedAttentionOverAllPairs(int heads, boolean someAreLeftOut) {
        float[] kept = new float[structure.nonZeros()];
        float[] mask = new float[NODES * NODES];
        int[] row = structure.rowOfEntry();
        for (int k = 0; k < kept.length; k++) {
            boolean loop = row[k] == structure.column()[k];
            kept[k] = loop || !someAreLeftOut || k % 3 > 0 ? 1 : 0;
            mask[row[k] * NODES + structure.column()[k]] = kept[k];
        }
        try (TrainGraph graph = new TrainGraph(0)) {
            Ops ops = graph.ops();
            List<Operand<TFloat32>> inputs =
                    List.of(matrix(ops, heads * EACH), farFromZero(ops, heads), matrix(ops, heads));
            Operand<TFloat32> weight = matrix(ops, heads * EACH);
            Pass sparse = Pass.training(graph);
            Operand<TFloat32> out = new EdgeAttention(ops, structure)
                    .apply(
                            sparse,
                            inputs.get(0),
                            inputs.get(1),
                            inputs.get(2),
                            new EdgeAttention.Heads(heads, SLOPE, 0, "test"),
                            someAreLeftOut ? Optional.of(column(ops, kept)) : Optional.empty());
            Pass full = Pass.training(graph);
            Operand<TFloat32> expected =
                    full.segment(in -> overAllPairs(ops, in, heads, mask), inputs.get(0), inputs.get(1), inputs.get(2));
            List<Operand<TFloat32>> actual = new ArrayList<>(List.of(out));
            actual.addAll(sparse.tape().orElseThrow().gradients(out, weight, inputs));
            List<Operand<TFloat32>> wanted = new ArrayList<>(List.of(expected));
            wanted.addAll(full.tape().orElseThrow().gradients(expected, weight, inputs));
            SameFunction.assertClose(graph, actual, wanted);
        }
    }

    @Test
    void everyRunGivesTheSameBits() {
        try (TrainGraph graph = new TrainGraph(0)) {
            Ops ops = graph.ops();
            List<Operand<TFloat32>> inputs = List.of(matrix(ops, 2 * EACH), farFromZero(ops, 2), matrix(ops, 2));
            Pass pass = Pass.training(graph);
            Operand<TFloat32> out = new EdgeAttention(ops, structure)
                    .apply(
                            pass,
                            inputs.get(0),
                            inputs.get(1),
                            inputs.get(2),
                            new EdgeAttention.Heads(2, SLOPE, 0.5, "test"),
                            Optional.empty());
            List<Operand<TFloat32>> fetched = new ArrayList<>(List.of(out));
            fetched.addAll(pass.tape().orElseThrow().gradients(out, ops.onesLike(out), inputs));
            try (TrainSession session = new TrainSession(graph, 2);
                    var step = TInt64.scalarOf(0)) {
                List<float[]> first = Fetched.values(session.runner(7, step), fetched);
                for (int k = 0; k < 20; k++) {
                    assertThat(Fetched.values(session.runner(7, step), fetched))
                            .usingRecursiveComparison()
                            .isEqualTo(first);
                }
                assertThat(Fetched.values(session.runner(8, step), fetched).get(0))
                        .as("another step drops other weights")
                        .isNotEqualTo(first.get(0));
            }
        }
    }

    private static Operand<TFloat32> overAllPairs(Ops ops, List<Operand<TFloat32>> in, int heads, float[] mask) {
        Operand<TFloat32> flags = ops.constant(Shape.of(NODES, NODES), DataBuffers.of(mask));
        Operand<TFloat32> far = ops.math.mul(ops.math.sub(flags, ops.constant(1f)), ops.constant(1e9f));
        List<Operand<TFloat32>> outs = new ArrayList<>();
        for (int k = 0; k < heads; k++) {
            Operand<TFloat32> self = columns(ops, in.get(1), k, 1);
            Operand<TFloat32> other =
                    ops.linalg.transpose(columns(ops, in.get(2), k, 1), ops.constant(new int[] {1, 0}));
            Operand<TFloat32> sum = ops.math.add(self, other);
            Operand<TFloat32> score = ops.math.maximum(sum, ops.math.mul(sum, ops.constant(SLOPE)));
            Operand<TFloat32> softmax = ops.nn.softmax(ops.math.add(score, far));
            outs.add(ops.linalg.matMul(softmax, columns(ops, in.get(0), k * EACH, EACH)));
        }
        return heads == 1 ? outs.get(0) : ops.concat(outs, ops.constant(1));
    }

    private static Operand<TFloat32> columns(Ops ops, Operand<TFloat32> x, int from, int count) {
        return ops.slice(x, ops.constant(new int[] {0, from}), ops.constant(new int[] {NODES, count}));
    }

    private Operand<TFloat32> matrix(Ops ops, int columns) {
        return ops.constant(Shape.of(NODES, columns), DataBuffers.of(gaussian(columns)));
    }

    /** Two of three rows whose exponentials would overflow or vanish if the largest score were not subtracted. */
    private Operand<TFloat32> farFromZero(Ops ops, int columns) {
        float[] values = gaussian(columns);
        for (int k = 0; k < values.length; k++) {
            values[k] += new float[] {0, 100, -600}[k / columns % 3];
        }
        return ops.constant(Shape.of(NODES, columns), DataBuffers.of(values));
    }

    private float[] gaussian(int columns) {
        float[] values = new float[NODES * columns];
        for (int k = 0; k < values.length; k++) {
            values[k] = (float) random.nextGaussian();
        }
        return values;
    }

    private static Operand<TFloat32> column(Ops ops, float[] values) {
        return ops.constant(Shape.of(values.length, 1), DataBuffers.of(values));
    }
}

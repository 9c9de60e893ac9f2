package dev.contranorm.zoo.train.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.contranorm.zoo.tensor.Initialiser;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.Tape;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GradientProbeTest {
    /** loss = Σ 2·(3·w)²/2 with w = 1: ∂loss/∂(3w) = 2·3w = 6 each, and a layer of two values has the norm 6·√2. */
    @Test
    void showsTheNormOfTheGradientThatArrivesAtALayerAndNothingWhereNoneDoes() {
        try (TrainGraph graph = new TrainGraph(0)) {
            Ops ops = graph.ops();
            Pass pass = Pass.training(graph);
            Tape tape = pass.tape().orElseThrow();
            Operand<TFloat32> w =
                    graph.parameter("w", Initialiser.constant(1), 1, 2).value();
            Operand<TFloat32> layer = pass.segment(in -> ops.math.mul(in.get(0), ops.constant(3f)), w);
            Operand<TFloat32> loss = pass.segment(
                    in -> ops.reduceSum(ops.math.square(in.get(0)), ops.constant(new int[] {0, 1})), layer);
            tape.gradients(loss, List.of(w));
            Operand<TFloat32> apart = ops.constant(1f);
            GradientProbe probe = new GradientProbe(ops, tape, loss, List.of(layer, apart));

            DepthMeasures measures = new DepthMeasures();
            try (NetworkState state = new NetworkState(graph, new TrainSession(graph, 1))) {
                var runner = state.runner();
                probe.fetch(runner);
                try (var result = runner.run()) {
                    probe.read(result, measures);
                }
            }

            assertThat(measures.points("initial")).singleElement().satisfies(point -> {
                assertThat(point.name()).isEqualTo("layer/initial/gradient-norm");
                assertThat(point.step()).isEqualTo(1);
                assertThat(point.value()).isCloseTo(6 * Math.sqrt(2), within(1e-5));
            });
        }
    }
}

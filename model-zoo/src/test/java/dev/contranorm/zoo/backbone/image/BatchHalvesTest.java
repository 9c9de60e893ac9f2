package dev.contranorm.zoo.backbone.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.contranorm.zoo.backbone.Backbone;
import dev.contranorm.zoo.backbone.Network;
import dev.contranorm.zoo.layer.NormalInitialiser;
import dev.contranorm.zoo.loss.LabelLoss;
import dev.contranorm.zoo.norm.ImageContraNorm;
import dev.contranorm.zoo.norm.ImageNorm;
import dev.contranorm.zoo.tensor.Fetched;
import dev.contranorm.zoo.tensor.Parameter;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.Tape;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import dev.contranorm.zoo.train.Trials;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BatchHalvesTest {
    private static final int SIDE = 16;
    private static final int CLASSES = 3;
    private static final Optional<ImageNorm> NORM = Optional.of(new ImageContraNorm());

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void outputsAndGradientsAreThoseOfTheWholeBatch(int batch) {
        TrialSpec spec = spec(2, 0, true);
        try (TrainGraph graph = new TrainGraph(0);
                TFloat32 images = images(batch)) {
            ImageInput input = ImageInput.placeholder(graph, SIDE, CLASSES);
            List<Operand<TFloat32>> whole = numbers(graph, Deit.TINY.prepare(spec, input, NORM, graph));
            List<Operand<TFloat32>> halves = numbers(graph, BatchHalves.prepare(Deit.TINY, spec, input, NORM, graph));
            try (TrainSession session = TrainSession.ofHalves(graph, 2)) {
                List<float[]> expected =
                        Fetched.values(session.session().runner().feed(input.images(), images), whole);
                List<float[]> actual = Fetched.values(session.session().runner().feed(input.images(), images), halves);
                assertThat(actual).hasSameSizeAs(expected);
                for (int k = 0; k < expected.size(); k++) {
                    assertThat(actual.get(k)).as("tensor %d", k).containsExactly(expected.get(k), within(1e-5f));
                }
            }
        }
    }

    /** Both outputs, the layers, and the gradients of the layers and the parameters. */
    private static List<Operand<TFloat32>> numbers(TrainGraph graph, Backbone.Builder builder) {
        Pass pass = Pass.training(graph);
        Network network = builder.build(pass);
        List<Operand<TFloat32>> numbers = new ArrayList<>(network.layers());
        numbers.add(network.logits());
        numbers.add(network.distilled().orElseThrow());
        Operand<TFloat32> target = graph.ops().nn.softmax(graph.ops().math.square(network.logits()));
        Operand<TFloat32> loss = LabelLoss.softTarget(pass, network.logits(), target);
        Tape tape = pass.tape().orElseThrow();
        List<Operand<TFloat32>> trained = graph.parameters().stream()
                .filter(parameter -> !parameter.name().startsWith("head_dist"))
                .map(Parameter::value)
                .toList();
        numbers.addAll(tape.gradients(loss, trained));
        network.layers().forEach(layer -> numbers.add(tape.reached(loss, layer).orElseThrow()));
        return numbers;
    }

    @Test
    void eachHalfDropsBlocksOfItsOwn() {
        TrialSpec spec = spec(6, 0.5, false);
        try (TrainGraph graph = new TrainGraph(0);
                TFloat32 one = images(1);
                var step = TInt64.scalarOf(0)) {
            ImageInput input = ImageInput.placeholder(graph, SIDE, CLASSES);
            Operand<TFloat32> logits = BatchHalves.prepare(Deit.TINY, spec, input, NORM, graph)
                    .build(Pass.training(graph))
                    .logits();
            float[] pixels = TrainSession.floats(one);
            float[] twice = Arrays.copyOf(pixels, 2 * pixels.length);
            System.arraycopy(pixels, 0, twice, pixels.length, pixels.length);
            try (TrainSession session = TrainSession.ofHalves(graph, 2);
                    TFloat32 pair = TFloat32.tensorOf(Shape.of(2, 3, SIDE, SIDE), DataBuffers.of(twice))) {
                int different = 0;
                for (int k = 0; k < 8; k++) {
                    float[] both = Fetched.values(session.runner(k, step).feed(input.images(), pair), List.of(logits))
                            .get(0);
                    different += Arrays.equals(both, 0, CLASSES, both, CLASSES, 2 * CLASSES) ? 0 : 1;
                }
                assertThat(different).isGreaterThan(4);
            }
        }
    }

    private static TrialSpec spec(long depth, double dropPath, boolean distilled) {
        return Trials.of(
                Protocol.PAPER,
                0,
                "dataset",
                "synthetic-images",
                "backbone",
                "deit-tiny",
                "norm",
                "contra-norm",
                "depth",
                depth,
                "hidden",
                8L,
                "heads",
                2L,
                "patch",
                8L,
                "image",
                (long) SIDE,
                "dropPath",
                dropPath,
                "distilled",
                distilled);
    }

    private static TFloat32 images(int batch) {
        float[] values = NormalInitialiser.of(1).values(batch * 3 * SIDE * SIDE, new SplittableRandom(batch));
        return TFloat32.tensorOf(Shape.of(batch, 3, SIDE, SIDE), DataBuffers.of(values));
    }
}

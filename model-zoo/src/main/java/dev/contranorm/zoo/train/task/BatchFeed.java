package dev.contranorm.zoo.train.task;

import dev.contranorm.zoo.backbone.Network;
import java.util.Map;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.types.TFloat32;

/** Puts batches into a network's placeholders, and runs with them. */
public interface BatchFeed<B> {
    /** What is fed, by placeholder; the caller closes the tensors. */
    Map<Operand<?>, Tensor> tensors(B batch);

    /** Takes what leaves a layer; the tensor lives as long as the run. */
    interface LayerUse {
        /**
         * @param layer 1-based
         */
        void take(int layer, TFloat32 output);
    }

    /** Runs with a batch fed; its tensors live as long as the run. */
    default <T> T with(B batch, Session.Runner runner, Function<Result, T> use) {
        Map<Operand<?>, Tensor> tensors = tensors(batch);
        tensors.forEach((placeholder, tensor) -> runner.feed(placeholder.asOutput(), tensor));
        try (Result result = runner.run()) {
            return use.apply(result);
        } finally {
            tensors.values().forEach(Tensor::close);
        }
    }

    /** Runs what the runner asks for, and reads the loss beside it. */
    default double loss(B batch, Session.Runner runner, Operand<TFloat32> loss) {
        return with(batch, runner.fetch(loss), result -> (double) ((TFloat32) result.get(0)).getFloat());
    }

    /** Shows what leaves each layer. */
    default void layers(B batch, Session.Runner runner, Network network, LayerUse use) {
        network.layers().forEach(runner::fetch);
        with(batch, runner, result -> {
            for (int layer = 0; layer < network.layers().size(); layer++) {
                use.take(layer + 1, (TFloat32) result.get(layer));
            }
            return null;
        });
    }

    /** Measures how much gradient reaches each layer. */
    default void gradients(B batch, Session.Runner runner, GradientProbe probe, DepthMeasures measures) {
        probe.fetch(runner);
        with(batch, runner, result -> {
            probe.read(result, measures);
            return null;
        });
    }
}

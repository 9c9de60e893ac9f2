package dev.contranorm.zoo.train.task;

import dev.contranorm.zoo.backbone.Network;
import java.util.Map;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.types.TFloat32;

/** Feeds batches to the placeholders of a network, and runs it. */
public interface BatchFeed<B> {
    /** The fed tensors by placeholder; the caller closes them. */
    Map<Operand<?>, Tensor> tensors(B batch);

    /** Receives the output of a layer; the tensor lives as long as the run. */
    interface LayerUse {
        /**
         * @param layer 1-based
         */
        void take(int layer, TFloat32 output);
    }

    /** A run with a batch fed; its tensors live as long as the run. */
    default <T> T with(B batch, Session.Runner runner, Function<Result, T> use) {
        Map<Operand<?>, Tensor> tensors = tensors(batch);
        tensors.forEach((placeholder, tensor) -> runner.feed(placeholder.asOutput(), tensor));
        try (Result result = runner.run()) {
            return use.apply(result);
        } finally {
            tensors.values().forEach(Tensor::close);
        }
    }

    /** Runs the runner's targets, and also reads the loss. */
    default double loss(B batch, Session.Runner runner, Operand<TFloat32> loss) {
        return with(batch, runner.fetch(loss), result -> (double) ((TFloat32) result.get(0)).getFloat());
    }

    /** Passes the output of each layer to a consumer. */
    default void layers(B batch, Session.Runner runner, Network network, LayerUse use) {
        network.layers().forEach(runner::fetch);
        with(batch, runner, result -> {
            for (int layer = 0; layer < network.layers().size(); layer++) {
                use.take(layer + 1, (TFloat32) result.get(layer));
            }
            return null;
        });
    }

    /** Measures the gradient norm at each layer. */
    default void gradients(B batch, Session.Runner runner, GradientProbe probe, DepthMeasures measures) {
        probe.fetch(runner);
        with(batch, runner, result -> {
            probe.read(result, measures);
            return null;
        });
    }
}

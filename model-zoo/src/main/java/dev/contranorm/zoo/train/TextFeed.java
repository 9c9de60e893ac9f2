package dev.contranorm.zoo.train;

import dev.contranorm.zoo.backbone.text.TextInput;
import dev.contranorm.zoo.text.TextBatch;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Puts batches into a network's placeholders.
 *
 * @param labels batch
 */
record TextFeed(TextInput input, Operand<TFloat32> labels) {
    /** Runs with a batch fed; its tensors live as long as the run. */
    <T> T with(TextBatch batch, Session.Runner runner, Function<Result, T> use) {
        Shape shape = Shape.of(batch.size(), batch.length());
        float[] values = new float[batch.size()];
        for (int k = 0; k < values.length; k++) {
            values[k] = (float) batch.labels()[k];
        }
        try (TInt32 ids = TInt32.tensorOf(shape, DataBuffers.of(batch.ids()));
                TInt32 mask = TInt32.tensorOf(shape, DataBuffers.of(batch.mask()));
                TInt32 types = TInt32.tensorOf(shape, DataBuffers.of(batch.types()));
                TFloat32 wanted = TFloat32.tensorOf(Shape.of(values.length), DataBuffers.of(values));
                Result result = runner.feed(input.ids(), ids)
                        .feed(input.mask(), mask)
                        .feed(input.types(), types)
                        .feed(labels, wanted)
                        .run()) {
            return use.apply(result);
        }
    }
}

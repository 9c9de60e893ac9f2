package dev.contranorm.zoo.train.text;

import dev.contranorm.zoo.backbone.text.TextInput;
import dev.contranorm.zoo.data.text.TextBatch;
import dev.contranorm.zoo.train.task.BatchFeed;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Feeds batches of texts to the placeholders of a network.
 *
 * @param labels batch
 */
record TextFeed(TextInput input, Operand<TFloat32> labels) implements BatchFeed<TextBatch> {
    @Override
    public Map<Operand<?>, Tensor> tensors(TextBatch batch) {
        Shape shape = Shape.of(batch.size(), batch.length());
        float[] values = new float[batch.size()];
        for (int k = 0; k < values.length; k++) {
            values[k] = (float) batch.labels()[k];
        }
        return Map.of(
                input.ids(),
                TInt32.tensorOf(shape, DataBuffers.of(batch.ids())),
                input.mask(),
                TInt32.tensorOf(shape, DataBuffers.of(batch.mask())),
                input.types(),
                TInt32.tensorOf(shape, DataBuffers.of(batch.types())),
                labels,
                TFloat32.tensorOf(Shape.of(values.length), DataBuffers.of(values)));
    }
}

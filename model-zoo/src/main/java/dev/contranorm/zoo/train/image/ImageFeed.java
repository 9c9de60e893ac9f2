package dev.contranorm.zoo.train.image;

import dev.contranorm.zoo.backbone.image.ImageInput;
import dev.contranorm.zoo.data.image.ImageBatch;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.train.task.BatchFeed;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * The placeholders of a batch of images.
 *
 * @param targets batch × classes
 */
record ImageFeed(ImageInput input, Operand<TFloat32> targets) implements BatchFeed<ImageBatch> {
    private static final int COLOURS = 3;

    static ImageFeed placeholders(TrainGraph graph, int side, int classes) {
        return new ImageFeed(
                ImageInput.placeholder(graph, side, classes),
                graph.ops().withName("target").placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, classes))));
    }

    @Override
    public Map<Operand<?>, Tensor> tensors(ImageBatch batch) {
        Shape images = Shape.of(batch.size(), COLOURS, batch.side(), batch.side());
        Shape rows = Shape.of(batch.size(), input.classes());
        return Map.of(
                input.images(),
                TFloat32.tensorOf(images, DataBuffers.of(batch.pixels())),
                targets,
                TFloat32.tensorOf(rows, DataBuffers.of(batch.targets())));
    }
}

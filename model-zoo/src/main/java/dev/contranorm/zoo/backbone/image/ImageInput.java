package dev.contranorm.zoo.backbone.image;

import dev.contranorm.zoo.tensor.TrainGraph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * A batch of normalised images, fed at every run; the batch may differ from run to run.
 *
 * @param images batch × 3 × size × size
 */
public record ImageInput(Operand<TFloat32> images, int size, int classes) {
    /** A placeholder named {@code image}. */
    public static ImageInput placeholder(TrainGraph graph, int size, int classes) {
        return new ImageInput(
                graph.ops()
                        .withName("image")
                        .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 3, size, size))),
                size,
                classes);
    }
}

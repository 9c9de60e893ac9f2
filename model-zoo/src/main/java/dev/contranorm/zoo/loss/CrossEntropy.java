package dev.contranorm.zoo.loss;

import dev.contranorm.zoo.tensor.Pass;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Softmax cross-entropy with hard labels. */
public final class CrossEntropy {
    private CrossEntropy() {}

    /**
     * The mean over selected rows: the training nodes of a graph.
     *
     * @param logits n × classes
     * @param rows indices of the selected rows
     * @param labels class of each of those rows
     * @return a scalar
     */
    public static Operand<TFloat32> mean(Pass pass, Operand<TFloat32> logits, int[] rows, int[] labels, int classes) {
        Ops ops = pass.ops();
        float[] oneHot = new float[Math.multiplyExact(rows.length, classes)];
        for (int k = 0; k < labels.length; k++) {
            oneHot[k * classes + labels[k]] = 1;
        }
        Operand<TFloat32> target = ops.constant(Shape.of(rows.length, classes), DataBuffers.of(oneHot));
        Operand<TInt32> index = ops.constant(rows);
        return pass.segment(
                in -> {
                    Operand<TFloat32> chosen = ops.gather(in.get(0), index, ops.constant(0));
                    return ops.math.mean(
                            ops.nn.softmaxCrossEntropyWithLogits(chosen, target).loss(), ops.constant(0));
                },
                logits);
    }
}

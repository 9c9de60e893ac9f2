package dev.contranorm.zoo.loss;

import dev.contranorm.zoo.tensor.Pass;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Losses of batches with fed labels. All are means over the batch, scalars. */
public final class LabelLoss {
    private LabelLoss() {}

    /**
     * Softmax cross-entropy.
     *
     * @param logits batch × classes
     * @param labels batch, class indices
     */
    public static Operand<TFloat32> crossEntropy(
            Pass pass, Operand<TFloat32> logits, Operand<TInt32> labels, int classes) {
        Ops ops = pass.ops();
        return softTarget(pass, logits, ops.oneHot(labels, ops.constant(classes), ops.constant(1f), ops.constant(0f)));
    }

    /**
     * Cross-entropy with a distribution as target (timm's {@code SoftTargetCrossEntropy}).
     *
     * @param target batch × classes
     */
    public static Operand<TFloat32> softTarget(Pass pass, Operand<TFloat32> logits, Operand<TFloat32> target) {
        Ops ops = pass.ops();
        return pass.segment(
                in -> ops.math.mean(
                        ops.nn.softmaxCrossEntropyWithLogits(in.get(0), target).loss(), ops.constant(0)),
                logits);
    }

    /**
     * Mean squared error.
     *
     * @param outputs batch × 1
     * @param values batch
     */
    public static Operand<TFloat32> meanSquare(Pass pass, Operand<TFloat32> outputs, Operand<TFloat32> values) {
        Ops ops = pass.ops();
        return pass.segment(
                in -> {
                    Operand<TFloat32> flat = ops.reshape(in.get(0), ops.constant(new int[] {-1}));
                    return ops.math.mean(ops.math.square(ops.math.sub(flat, values)), ops.constant(0));
                },
                outputs);
    }
}

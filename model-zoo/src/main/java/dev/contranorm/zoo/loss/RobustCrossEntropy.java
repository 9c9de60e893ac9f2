package dev.contranorm.zoo.loss;

import dev.contranorm.zoo.tensor.Pass;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The robust loss of the published ogbn-arxiv scripts: log(ε + CE) − log ε with ε = 1 − log 2 and CE the cross-entropy of one
 * node. It grows slowly for a large CE, so wrong labels have less weight.
 */
public final class RobustCrossEntropy {
    private static final double EPSILON = 1 - Math.log(2);

    private RobustCrossEntropy() {}

    /**
     * The loss of each row.
     *
     * @param logits n × classes
     * @param labels n × classes, one-hot
     * @return n
     */
    public static Operand<TFloat32> each(Ops ops, Operand<TFloat32> logits, Operand<TFloat32> labels) {
        Operand<TFloat32> entropy =
                ops.nn.softmaxCrossEntropyWithLogits(logits, labels).loss();
        return ops.math.sub(ops.math.log(ops.math.add(entropy, ops.constant((float) EPSILON))), ops.constant((float)
                Math.log(EPSILON)));
    }

    /**
     * The mean over selected rows; 0 if there are none.
     *
     * @param rows k indices of rows
     * @param counted 1 for rows that count and 0 for others, k
     * @return a scalar
     */
    public static Operand<TFloat32> mean(
            Pass pass,
            Operand<TFloat32> logits,
            Operand<TFloat32> labels,
            Operand<TInt32> rows,
            Operand<TFloat32> counted) {
        Ops ops = pass.ops();
        Operand<TInt32> first = ops.constant(0);
        return pass.segment(
                in -> {
                    Operand<TFloat32> each =
                            each(ops, ops.gather(in.get(0), rows, first), ops.gather(labels, rows, first));
                    Operand<TFloat32> count = ops.math.maximum(ops.reduceSum(counted, first), ops.constant(1f));
                    return ops.math.div(ops.reduceSum(ops.math.mul(each, counted), first), count);
                },
                logits);
    }
}

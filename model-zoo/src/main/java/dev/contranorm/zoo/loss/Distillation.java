package dev.contranorm.zoo.loss;

import dev.contranorm.zoo.tensor.Pass;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Losses of a student on a teacher's logits (Hinton et al., 2015). */
public final class Distillation {
    private Distillation() {}

    /**
     * T²·KL(softmax(teacher/T) ‖ softmax(student/T)), summed and divided by the number of elements, as {@code nn.KLDivLoss()}
     * in the published script does, not by the number of rows.
     *
     * @param student n × classes
     * @param teacher n × classes
     * @return a scalar
     */
    public static Operand<TFloat32> divergence(
            Pass pass, Operand<TFloat32> student, Operand<TFloat32> teacher, int classes, double temperature) {
        Ops ops = pass.ops();
        Operand<TFloat32> inverse = ops.constant((float) (1 / temperature));
        Operand<TFloat32> factor = ops.constant((float) (temperature * temperature / classes));
        Operand<TFloat32> known = ops.math.mul(teacher, inverse);
        Operand<TFloat32> target = ops.nn.softmax(known);
        // Cross-entropy minus the teacher's entropy.
        Operand<TFloat32> entropy =
                ops.nn.softmaxCrossEntropyWithLogits(known, target).loss();
        return pass.segment(
                in -> {
                    Operand<TFloat32> cross = ops.nn
                            .softmaxCrossEntropyWithLogits(ops.math.mul(in.get(0), inverse), target)
                            .loss();
                    return ops.math.mul(ops.math.mean(ops.math.sub(cross, entropy), ops.constant(0)), factor);
                },
                student);
    }

    /**
     * Cross-entropy with the teacher's predicted class (hard distillation, Touvron et al., ICML 2021).
     *
     * @param student n × classes
     * @param teacher n × classes
     * @return a scalar
     */
    public static Operand<TFloat32> choice(
            Pass pass, Operand<TFloat32> student, Operand<TFloat32> teacher, int classes) {
        Ops ops = pass.ops();
        Operand<TInt32> chosen = ops.math.argMax(teacher, ops.constant(1), TInt32.class);
        return LabelLoss.crossEntropy(pass, student, chosen, classes);
    }

    /** (1 − α)·own + α·teacher, scalars. */
    public static Operand<TFloat32> mixed(Pass pass, Operand<TFloat32> own, Operand<TFloat32> teachers, double alpha) {
        Ops ops = pass.ops();
        return pass.segment(
                in -> ops.math.add(
                        ops.math.mul(in.get(0), ops.constant((float) (1 - alpha))),
                        ops.math.mul(in.get(1), ops.constant((float) alpha))),
                own,
                teachers);
    }
}

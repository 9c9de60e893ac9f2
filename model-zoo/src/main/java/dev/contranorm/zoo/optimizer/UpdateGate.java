package dev.contranorm.zoo.optimizer;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Makes every update wait for all gradients and the loss: variables are references, and an early update would change values
 * that a gradient still reads.
 */
final class UpdateGate {
    private UpdateGate() {}

    /**
     * Operators built with the result wait. One operation joins the two sides: with an edge from every gradient to every
     * update, the graph would grow with the square of the number of parameters.
     */
    static Ops behind(Ops ops, List<Operand<TFloat32>> gradients, Operand<TFloat32> loss) {
        List<Op> before = new ArrayList<>(gradients);
        before.add(loss);
        return ops.withControlDependencies(
                List.<Op>of(ops.withControlDependencies(before).noOp()));
    }
}

package dev.contranorm.zoo.optimizer;

import dev.contranorm.zoo.tensor.Initialiser;
import dev.contranorm.zoo.tensor.Parameter;
import dev.contranorm.zoo.tensor.Tape;
import dev.contranorm.zoo.tensor.TrainGraph;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

/**
 * Adam with coupled L2 (Kingma and Ba, 2015; {@code torch.optim.Adam} with {@code weight_decay}).
 *
 * <p>PyTorch adds epsilon after the bias correction of the second moment, TensorFlow's kernel before it. The kernel therefore
 * receives epsilon·√(1 − β₂ᵗ), which makes both equal.
 */
public final class Adam {
    private Adam() {}

    /**
     * Adds the update of every trained parameter in the graph. Every update waits for all gradients and the loss: variables are
     * references, and an early update would change values that a gradient still reads.
     *
     * @return the operation to run for a step
     */
    public static Op minimise(TrainGraph graph, Tape tape, Operand<TFloat32> loss, AdamSettings settings) {
        Ops ops = graph.ops();
        List<Parameter> trained = graph.trained();
        List<Operand<TFloat32>> gradients =
                tape.gradients(loss, trained.stream().map(Parameter::value).toList());
        Operand<TFloat32> decay = ops.constant((float) settings.weightDecay());
        List<Operand<TFloat32>> decayed = new ArrayList<>();
        for (int k = 0; k < trained.size(); k++) {
            decayed.add(
                    settings.weightDecay() == 0
                            ? gradients.get(k)
                            : ops.math.add(
                                    gradients.get(k),
                                    ops.math.mul(decay, trained.get(k).value())));
        }
        Operand<TFloat64> t = ops.math.add(ops.dtypes.cast(graph.step(), TFloat64.class), ops.constant(1.0));
        Operand<TFloat64> power1 = ops.math.pow(ops.constant(settings.beta1()), t);
        Operand<TFloat64> power2 = ops.math.pow(ops.constant(settings.beta2()), t);
        Operand<TFloat64> root = ops.math.sqrt(ops.math.sub(ops.constant(1.0), power2));
        Operand<TFloat32> epsilon =
                ops.dtypes.cast(ops.math.mul(ops.constant(settings.epsilon()), root), TFloat32.class);

        Ops gated = UpdateGate.behind(ops, decayed, loss);
        List<Op> updates = new ArrayList<>(graph.withEveryStep());
        for (int k = 0; k < trained.size(); k++) {
            Parameter parameter = trained.get(k);
            Parameter first = slot(graph, parameter, "adam.m");
            Parameter second = slot(graph, parameter, "adam.v");
            updates.add(gated.train.applyAdam(
                    parameter.variable(),
                    first.variable(),
                    second.variable(),
                    ops.dtypes.cast(power1, TFloat32.class),
                    ops.dtypes.cast(power2, TFloat32.class),
                    ops.constant((float) settings.learningRate()),
                    ops.constant((float) settings.beta1()),
                    ops.constant((float) settings.beta2()),
                    epsilon,
                    decayed.get(k)));
        }
        return ops.withControlDependencies(updates).noOp();
    }

    private static Parameter slot(TrainGraph graph, Parameter parameter, String name) {
        return graph.state(name + "/" + parameter.name(), Initialiser.constant(0), parameter.shape());
    }
}

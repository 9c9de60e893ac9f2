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

/**
 * RMSprop (Tieleman and Hinton, 2012) as {@code torch.optim.RMSprop} without momentum: v ← α·v + (1 − α)·g², then p ← p −
 * lr·g/(√v + ε). TensorFlow's kernel adds ε under the root, so the update consists of plain operators.
 */
public final class RmsProp {
    private RmsProp() {}

    /**
     * Adds the update of every trained parameter in the graph. Every update waits for all gradients and the loss, see {@link
     * Adam}.
     *
     * @return the operation to run for a step
     */
    public static Op minimise(
            TrainGraph graph, Tape tape, Operand<TFloat32> loss, RmsPropSettings settings, RateSchedule schedule) {
        Ops ops = graph.ops();
        List<Parameter> trained = graph.trained();
        List<Operand<TFloat32>> gradients =
                tape.gradients(loss, trained.stream().map(Parameter::value).toList());
        Operand<TFloat32> rate = ops.dtypes.cast(schedule.rate(ops, graph.step()), TFloat32.class);
        Ops gated = UpdateGate.behind(ops, gradients, loss);
        List<Op> updates = new ArrayList<>(graph.withEveryStep());
        for (int k = 0; k < trained.size(); k++) {
            Parameter parameter = trained.get(k);
            Operand<TFloat32> gradient = decayed(gated, parameter, gradients.get(k), settings.weightDecay());
            Parameter squares =
                    graph.state("rmsprop.v/" + parameter.name(), Initialiser.constant(0), parameter.shape());
            Operand<TFloat32> mean = gated.math.add(
                    gated.math.mul(squares.value(), gated.constant((float) settings.alpha())),
                    gated.math.mul(gated.math.square(gradient), gated.constant((float) (1 - settings.alpha()))));
            Operand<TFloat32> stored = gated.assign(squares.variable(), mean);
            Operand<TFloat32> root = ops.math.add(ops.math.sqrt(stored), ops.constant((float) settings.epsilon()));
            updates.add(ops.assignSub(parameter.variable(), ops.math.mul(rate, ops.math.div(gradient, root))));
        }
        return ops.withControlDependencies(updates).noOp();
    }

    private static Operand<TFloat32> decayed(
            Ops gated, Parameter parameter, Operand<TFloat32> gradient, double weightDecay) {
        return weightDecay == 0
                ? gradient
                : gated.math.add(gradient, gated.math.mul(parameter.value(), gated.constant((float) weightDecay)));
    }
}

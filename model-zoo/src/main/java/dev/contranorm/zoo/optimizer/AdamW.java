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
import org.tensorflow.types.TInt64;

/** Adam with decoupled weight decay (Loshchilov and Hutter, 2019) in the two forms of the published scripts. */
public final class AdamW {
    private final TrainGraph graph;
    private final AdamWSettings settings;
    private final DecayRule rule;
    private final Operand<TFloat32> rate;
    private final Operand<TFloat32> power1;
    private final Operand<TFloat32> power2;
    private final Operand<TFloat32> epsilon;
    private final Operand<TFloat32> kept;

    private AdamW(
            TrainGraph graph, Operand<TInt64> step, AdamWSettings settings, RateSchedule schedule, DecayRule rule) {
        Ops ops = graph.ops();
        this.graph = graph;
        this.settings = settings;
        this.rule = rule;
        Operand<TFloat64> exactRate = schedule.rate(ops, step);
        Operand<TFloat64> t = ops.math.add(ops.dtypes.cast(step, TFloat64.class), ops.constant(1.0));
        Operand<TFloat64> exactPower1 = ops.math.pow(ops.constant(settings.beta1()), t);
        Operand<TFloat64> exactPower2 = ops.math.pow(ops.constant(settings.beta2()), t);
        Operand<TFloat64> root = ops.math.sqrt(ops.math.sub(ops.constant(1.0), exactPower2));
        Operand<TFloat64> exactEpsilon = ops.constant(settings.epsilon());
        this.rate = single(ops, exactRate);
        this.power1 = single(ops, exactPower1);
        this.power2 = single(ops, exactPower2);
        // TensorFlow's kernel adds epsilon before the bias correction of the second moment, as Hugging Face does.
        this.epsilon = single(
                ops, settings.form() == AdamWSettings.Form.TORCH ? ops.math.mul(exactEpsilon, root) : exactEpsilon);
        Operand<TFloat64> taken = ops.math.mul(exactRate, ops.constant(settings.weightDecay()));
        this.kept = single(ops, ops.math.sub(ops.constant(1.0), taken));
    }

    private static Operand<TFloat32> single(Ops ops, Operand<TFloat64> exact) {
        return ops.dtypes.cast(exact, TFloat32.class);
    }

    /**
     * Adds the update of every trained parameter in the graph. Every update waits for all gradients and the loss, see {@link
     * Adam}.
     *
     * @return the operation to run for a step
     */
    public static Op minimise(
            TrainGraph graph,
            Tape tape,
            Operand<TFloat32> loss,
            AdamWSettings settings,
            RateSchedule schedule,
            DecayRule rule) {
        return minimise(graph, graph.step(), Gradients.of(graph, tape, loss), settings, schedule, rule);
    }

    /**
     * Adds the update for existing gradients.
     *
     * @param step number of earlier optimizer steps
     */
    public static Op minimise(
            TrainGraph graph,
            Operand<TInt64> step,
            Gradients exact,
            AdamWSettings settings,
            RateSchedule schedule,
            DecayRule rule) {
        List<Operand<TFloat32>> gradients = settings.clipNorm() > 0
                ? GradientNorm.clipped(graph.ops(), exact.values(), settings.clipNorm())
                : exact.values();
        return new AdamW(graph, step, settings, schedule, rule).update(exact.trained(), gradients, exact.loss());
    }

    private Op update(List<Parameter> trained, List<Operand<TFloat32>> gradients, Operand<TFloat32> loss) {
        Ops gated = UpdateGate.behind(graph.ops(), gradients, loss);
        List<Op> updates = new ArrayList<>(graph.withEveryStep());
        for (int k = 0; k < trained.size(); k++) {
            boolean decays = settings.weightDecay() > 0 && rule.decays(trained.get(k));
            updates.add(update(gated, trained.get(k), gradients.get(k), decays));
        }
        return graph.ops().withControlDependencies(updates).noOp();
    }

    private Op update(Ops gated, Parameter parameter, Operand<TFloat32> gradient, boolean decays) {
        if (!decays) {
            return adam(gated, parameter, gradient);
        }
        return switch (settings.form()) {
            case HUGGING_FACE -> decay(after(adam(gated, parameter, gradient)), parameter);
            case TORCH -> adam(after(decay(gated, parameter)), parameter, gradient);
        };
    }

    private Ops after(Op first) {
        return graph.ops().withControlDependencies(List.of(first));
    }

    private Op decay(Ops ops, Parameter parameter) {
        return ops.assign(parameter.variable(), ops.math.mul(parameter.value(), kept));
    }

    private Op adam(Ops ops, Parameter parameter, Operand<TFloat32> gradient) {
        return ops.train.applyAdam(
                parameter.variable(),
                slot(parameter, "adam.m").variable(),
                slot(parameter, "adam.v").variable(),
                power1,
                power2,
                rate,
                ops.constant((float) settings.beta1()),
                ops.constant((float) settings.beta2()),
                epsilon,
                gradient);
    }

    private Parameter slot(Parameter parameter, String name) {
        return graph.state(name + "/" + parameter.name(), Initialiser.constant(0), parameter.shape());
    }
}

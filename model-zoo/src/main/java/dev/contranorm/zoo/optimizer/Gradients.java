package dev.contranorm.zoo.optimizer;

import dev.contranorm.zoo.tensor.Parameter;
import dev.contranorm.zoo.tensor.Tape;
import dev.contranorm.zoo.tensor.TrainGraph;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The gradients of a loss.
 *
 * @param trained the parameters that an optimizer updates
 * @param values one gradient per parameter
 * @param loss the loss; no update may run before it
 */
public record Gradients(List<Parameter> trained, List<Operand<TFloat32>> values, Operand<TFloat32> loss) {
    public Gradients {
        trained = List.copyOf(trained);
        values = List.copyOf(values);
        if (trained.size() != values.size()) {
            throw new IllegalArgumentException(values.size() + " gradients for " + trained.size() + " parameters");
        }
    }

    /** The gradients of every trained parameter in the graph. */
    public static Gradients of(TrainGraph graph, Tape tape, Operand<TFloat32> loss) {
        List<Parameter> trained = graph.trained();
        return new Gradients(
                trained,
                tape.gradients(loss, trained.stream().map(Parameter::value).toList()),
                loss);
    }
}

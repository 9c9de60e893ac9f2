package dev.contranorm.zoo.tensor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * A variable of the graph that is saved with a checkpoint.
 *
 * @param name the published PyTorch name, such as {@code hidden_layers.0.weight}
 * @param role what updates it, and whether an evaluation needs it
 * @param seed seed of the initial values
 * @param input placeholder of a new value
 * @param assign stores the value fed to {@code input}
 */
public record Parameter(
        String name,
        Role role,
        long[] shape,
        Initialiser initialiser,
        long seed,
        Variable<TFloat32> variable,
        Placeholder<TFloat32> input,
        Op assign) {
    /** What updates a parameter, and whether an evaluation needs it. */
    public enum Role {
        /** A weight that the optimizer updates. */
        TRAINED,
        /** Part of the network without a gradient, such as a running mean: used in evaluations and saved with the weights. */
        STATISTIC,
        /** A moving average of a weight: saved with the weights, but part of a separate network. */
        AVERAGE,
        /** State that only the next step needs, such as an optimizer's moments: saved only for resuming. */
        STATE,
        /** A weight of a network that is evaluated but never trained, such as a teacher: loaded at the start, never saved. */
        FROZEN
    }

    /** Maps parameters by name, in the same order. */
    public static Map<String, Parameter> byName(List<Parameter> parameters) {
        Map<String, Parameter> named = new LinkedHashMap<>();
        parameters.forEach(parameter -> named.put(parameter.name(), parameter));
        return named;
    }

    /** The number of values. */
    public int size() {
        return Math.toIntExact(Shape.of(shape).size());
    }

    /** The initial values, row-major; computed at every call, since those of a large network would fill the heap. */
    public float[] initial() {
        return initialiser.values(size(), new SplittableRandom(seed));
    }

    /** The current value. */
    public Operand<TFloat32> value() {
        return variable;
    }
}

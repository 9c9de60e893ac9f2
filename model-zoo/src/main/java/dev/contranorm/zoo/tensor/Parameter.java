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
 * @param role what changes it, and whether an evaluation needs it
 * @param seed of this parameter's initial values
 * @param input where a new value is fed
 * @param assign stores what is fed to {@code input}
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
    /** What changes a parameter, and whether an evaluation needs it. */
    public enum Role {
        /** A weight that the optimizer moves along its gradient. */
        TRAINED,
        /** Part of the network that no gradient reaches, such as a running mean: evaluated with, and kept with the weights. */
        STATISTIC,
        /** A moving average of a weight: kept with the weights, but another network than theirs. */
        AVERAGE,
        /** What only the next step needs, such as an optimizer's moments: saved for resuming alone. */
        STATE,
        /** A weight of a network that is asked but never changed, such as a teacher: loaded at the start, never saved. */
        FROZEN
    }

    /** By their names, in the same order. */
    public static Map<String, Parameter> byName(List<Parameter> parameters) {
        Map<String, Parameter> named = new LinkedHashMap<>();
        parameters.forEach(parameter -> named.put(parameter.name(), parameter));
        return named;
    }

    /** The number of values. */
    public int size() {
        return Math.toIntExact(Shape.of(shape).size());
    }

    /** The initial values, row-major; made anew at every call, since a large network's would fill the heap. */
    public float[] initial() {
        return initialiser.values(size(), new SplittableRandom(seed));
    }

    /** The value at the time it is read. */
    public Operand<TFloat32> value() {
        return variable;
    }
}

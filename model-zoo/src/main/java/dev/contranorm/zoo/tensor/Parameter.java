package dev.contranorm.zoo.tensor;

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
 * @param seed of this parameter's initial values
 * @param input where a new value is fed
 * @param assign stores what is fed to {@code input}
 */
public record Parameter(
        String name,
        long[] shape,
        Initialiser initialiser,
        long seed,
        Variable<TFloat32> variable,
        Placeholder<TFloat32> input,
        Op assign) {
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

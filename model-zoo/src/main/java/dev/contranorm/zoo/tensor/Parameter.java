package dev.contranorm.zoo.tensor;

import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * A variable of the graph that is saved with a checkpoint.
 *
 * @param name the published PyTorch name, such as {@code hidden_layers.0.weight}
 * @param input where a new value is fed
 * @param assign stores what is fed to {@code input}
 */
public record Parameter(
        String name,
        long[] shape,
        float[] initial,
        Variable<TFloat32> variable,
        Placeholder<TFloat32> input,
        Op assign) {
    /** The value at the time it is read. */
    public Operand<TFloat32> value() {
        return variable;
    }
}

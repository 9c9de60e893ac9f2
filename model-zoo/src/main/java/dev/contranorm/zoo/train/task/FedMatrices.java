package dev.contranorm.zoo.train.task;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * Large matrices that are the same in every run of a graph. They are fed instead of being constants, because a graph holds
 * several copies of a constant.
 */
public final class FedMatrices implements AutoCloseable {
    private final Map<Placeholder<TFloat32>, TFloat32> matrices = new LinkedHashMap<>();

    /**
     * @param values row-major, copied out of the heap
     * @return rows × columns
     */
    public Operand<TFloat32> add(Ops ops, int rows, int columns, float[] values) {
        Shape shape = Shape.of(rows, columns);
        Placeholder<TFloat32> place = ops.placeholder(TFloat32.class, Placeholder.shape(shape));
        matrices.put(place, TFloat32.tensorOf(shape, DataBuffers.of(values)));
        return place;
    }

    void feed(Session.Runner runner) {
        matrices.forEach(runner::feed);
    }

    @Override
    public void close() {
        matrices.values().forEach(TFloat32::close);
    }
}

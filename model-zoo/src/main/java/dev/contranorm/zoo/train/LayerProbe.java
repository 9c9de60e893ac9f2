package dev.contranorm.zoo.train;

import dev.contranorm.zoo.metric.CosineSimilarity;
import dev.contranorm.zoo.metric.EffectiveRank;
import dev.contranorm.zoo.metric.Matrix;
import dev.contranorm.zoo.tensor.TrainSession;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Measures the representations after each layer on a declared probe set: at most 1,024 rows, evenly spaced. */
final class LayerProbe {
    private static final int MOST_ROWS = 1024;

    private final List<Operand<TFloat32>> layers = new ArrayList<>();
    private final int rows;

    /**
     * @param layers each {@code all} × width
     */
    LayerProbe(Ops ops, List<Operand<TFloat32>> layers, int all) {
        this.rows = Math.min(all, MOST_ROWS);
        int[] chosen = new int[rows];
        for (int k = 0; k < rows; k++) {
            chosen[k] = (int) ((long) k * all / rows);
        }
        Operand<TInt32> index = ops.constant(chosen);
        layers.forEach(layer -> this.layers.add(ops.gather(layer, index, ops.constant(0))));
    }

    void measure(Session.Runner runner, Consumer<MetricPoint> points) {
        layers.forEach(runner::fetch);
        try (var result = runner.run()) {
            for (int layer = 0; layer < layers.size(); layer++) {
                float[] values = TrainSession.floats(result.get(layer));
                Matrix x = new Matrix(rows, values.length / rows, values);
                points.accept(new MetricPoint("layer/cosine", layer + 1, CosineSimilarity.of(x)));
                points.accept(new MetricPoint("layer/effective-rank", layer + 1, EffectiveRank.of(x)));
            }
        }
    }
}

package dev.contranorm.zoo.train.graph;

import dev.contranorm.zoo.data.graph.NodeSplit;
import dev.contranorm.zoo.tensor.TrainGraph;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A random draw in each step: which training nodes show their label, and which hide it and are learned.
 *
 * @param trainingNodes indices of the training nodes, k
 * @param chosen 1 for training nodes that show their label, k
 * @param hidden 1 for the other training nodes, k
 * @param shown like {@code chosen}, n × 1
 * @param guessed 1 for training nodes that hide their label and for validation and test nodes, n × 1
 * @param ofTraining 1 for all training nodes, n × 1: nodes whose label an evaluation shows
 * @param ofOthers 1 for validation and test nodes, n × 1: nodes whose label an evaluation predicts
 */
record HiddenLabels(
        Operand<TInt32> trainingNodes,
        Operand<TFloat32> chosen,
        Operand<TFloat32> hidden,
        Operand<TFloat32> shown,
        Operand<TFloat32> guessed,
        Operand<TFloat32> ofTraining,
        Operand<TFloat32> ofOthers) {
    /**
     * @param rate fraction of training nodes that show their label
     */
    static HiddenLabels of(TrainGraph graph, NodeSplit split, double rate) {
        Ops ops = graph.ops();
        int n = split.train().length;
        int[] nodes = IntStream.range(0, n).filter(node -> split.train()[node]).toArray();
        Operand<TInt32> trainingNodes = ops.constant(nodes);
        Operand<TFloat32> drawn = graph.uniform("labels", nodes.length);
        Operand<TFloat32> chosen = ops.dtypes.cast(ops.math.less(drawn, ops.constant((float) rate)), TFloat32.class);
        Operand<TFloat32> hidden = ops.math.sub(ops.constant(1f), chosen);
        Operand<TFloat32> others = column(ops, n, node -> split.validation()[node] || split.test()[node]);
        return new HiddenLabels(
                trainingNodes,
                chosen,
                hidden,
                spread(ops, trainingNodes, chosen, n),
                ops.math.add(spread(ops, trainingNodes, hidden, n), others),
                column(ops, n, node -> split.train()[node]),
                others);
    }

    private static Operand<TFloat32> spread(Ops ops, Operand<TInt32> nodes, Operand<TFloat32> values, int n) {
        Operand<TInt32> places = ops.reshape(nodes, ops.constant(new int[] {-1, 1}));
        Operand<TFloat32> flat = ops.scatterNd(places, values, ops.constant(new int[] {n}));
        return ops.reshape(flat, ops.constant(new int[] {-1, 1}));
    }

    private static Operand<TFloat32> column(Ops ops, int n, IntPredicate chosen) {
        float[] flags = new float[n];
        for (int node = 0; node < n; node++) {
            flags[node] = chosen.test(node) ? 1 : 0;
        }
        return ops.constant(Shape.of(n, 1), DataBuffers.of(flags));
    }
}

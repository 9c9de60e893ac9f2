package dev.contranorm.zoo.backbone.graph;

import dev.contranorm.zoo.layer.ColumnBlocks;
import dev.contranorm.zoo.layer.EdgeAttention;
import dev.contranorm.zoo.layer.NormalInitialiser;
import dev.contranorm.zoo.tensor.Pass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code GraphAttConv} of the published graph code. Each head computes h = x·W and scores LeakyReLU(a·[h_i, h_j]), a sum of one
 * term per node; W and a are initialised Xavier-normal with gain √2. There is no bias.
 *
 * @param kept 0 or 1 for every edge, edges × 1; empty if all edges are kept
 */
record GraphAttention(Pass pass, EdgeAttention edges, Optional<Operand<TFloat32>> kept, double slope, double dropout) {
    /** Heads side by side: n × width; each head has width/heads columns. */
    Operand<TFloat32> concatenated(LayerInput x, String name, int heads, int width) {
        return attend(x, name, heads, width / heads);
    }

    /** The mean of the heads, each n × width. */
    Operand<TFloat32> averaged(LayerInput x, String name, int heads, int width) {
        Operand<TFloat32> all = attend(x, name, heads, width);
        return heads == 1
                ? all
                : pass.segment(
                        in -> pass.ops()
                                .math
                                .mean(
                                        byHead(in.get(0), heads, width),
                                        pass.ops().constant(1)),
                        all);
    }

    private Operand<TFloat32> attend(LayerInput x, String name, int heads, int each) {
        List<Operand<TFloat32>> weights = new ArrayList<>();
        List<Operand<TFloat32>> vectors = new ArrayList<>();
        for (int k = 0; k < heads; k++) {
            String head = name + ".graph_atts." + k;
            weights.add(parameter(head + ".weight", x.width(), each));
            vectors.add(parameter(head + ".a", 1, 2 * each));
        }
        Operand<TFloat32> h = x.times(ColumnBlocks.join(pass, weights, 1));
        Operand<TFloat32> a = ColumnBlocks.join(pass, vectors, 0);
        return edges.apply(
                pass,
                h,
                scores(h, a, heads, each, 0),
                scores(h, a, heads, each, each),
                new EdgeAttention.Heads(heads, slope, dropout, "attention/" + name),
                kept);
    }

    /** h_k·a_k for every head, with the part of a that starts at the given column: n × heads. */
    private Operand<TFloat32> scores(Operand<TFloat32> h, Operand<TFloat32> a, int heads, int each, int from) {
        Ops ops = pass.ops();
        return pass.segment(
                in -> {
                    Operand<TFloat32> part = ops.slice(
                            in.get(1), ops.constant(new int[] {0, from}), ops.constant(new int[] {heads, each}));
                    return ops.reduceSum(ops.math.mul(byHead(in.get(0), heads, each), part), ops.constant(2));
                },
                h,
                a);
    }

    private Operand<TFloat32> byHead(Operand<TFloat32> x, int heads, int each) {
        return pass.ops().reshape(x, pass.ops().constant(new int[] {-1, heads, each}));
    }

    private Operand<TFloat32> parameter(String name, int rows, int columns) {
        double deviation = Math.sqrt(2) * Math.sqrt(2.0 / (rows + columns));
        return pass.graph()
                .parameter(name, NormalInitialiser.of(deviation), rows, columns)
                .value();
    }
}

package dev.contranorm.zoo.backbone.revgat;

import dev.contranorm.zoo.layer.EdgeAttention;
import dev.contranorm.zoo.layer.Linear;
import dev.contranorm.zoo.layer.NormalInitialiser;
import dev.contranorm.zoo.layer.TokenRows;
import dev.contranorm.zoo.tensor.Initialiser;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The published graph attention layer: values V = X·Wᵀ, with symmetric normalisation each row divided by the square root of its
 * node's degree; attention between them; the result multiplied by the square root of the degree; and a linear residual X·Rᵀ.
 * Scores per head are l = V·a_l and optionally r = X·Wᵀ·a_r.
 *
 * @param name prefix of its parameters
 * @param startsAs prefix of the layer with the same initial values: the published code copies the first group's block
 * @param in width of X
 * @param heads number of heads
 * @param width of a head
 */
record GatConvolution(
        String name, String startsAs, int in, int heads, int width, RevGatShape shape, AttentionEdges edges) {
    /** PyTorch's {@code calculate_gain("relu")}. */
    private static final double GAIN = Math.sqrt(2);

    private static final double SLOPE = 0.2;

    /** The trained weights of the layer. */
    List<Operand<TFloat32>> weights(TrainGraph graph) {
        List<Operand<TFloat32>> weights =
                new ArrayList<>(List.of(linear(graph, "fc"), scores(graph, "attn_l"), linear(graph, "res_fc")));
        if (shape.attentionOfTarget()) {
            weights.add(scores(graph, "attn_r"));
        }
        return weights;
    }

    private Operand<TFloat32> linear(TrainGraph graph, String part) {
        int out = heads * width;
        return parameter(graph, part + ".weight", GAIN * Math.sqrt(2.0 / (in + out)), out, in);
    }

    private Operand<TFloat32> scores(TrainGraph graph, String part) {
        // PyTorch counts all axes but the first as fan-in, and all but the second as fan-out.
        return parameter(graph, part, GAIN * Math.sqrt(2.0 / (heads * width + width)), 1, heads, width);
    }

    private Operand<TFloat32> parameter(TrainGraph graph, String part, double deviation, long... dimensions) {
        Initialiser normal = NormalInitialiser.of(deviation);
        Initialiser copied = (size, random) -> normal.values(size, graph.random(startsAs + "." + part));
        return graph.parameter(name + "." + part, copied, dimensions).value();
    }

    /**
     * @param x n × in
     * @param edgeSite site of the edge drop
     * @param site prefix of the pass's sites
     * @return n × (heads·width)
     */
    Operand<TFloat32> apply(Pass pass, Operand<TFloat32> x, String edgeSite, String site) {
        TrainGraph graph = pass.graph();
        Operand<TFloat32> projected = Linear.apply(pass, x, linear(graph, "fc"));
        Operand<TFloat32> values = shape.symmetricNorm() ? scaled(pass, projected, edges.inverseRootOut()) : projected;
        Operand<TFloat32> other = scored(pass, values, scores(graph, "attn_l"));
        Operand<TFloat32> self = shape.attentionOfTarget()
                ? scored(pass, projected, scores(graph, "attn_r"))
                : pass.ops().zerosLike(other);
        Operand<TFloat32> gathered = edges.attention()
                .apply(
                        pass,
                        values,
                        self,
                        other,
                        new EdgeAttention.Heads(heads, SLOPE, shape.dropout().attention(), "attention/" + site + name),
                        edges.kept(pass, values, shape.dropout().edges(), edgeSite));
        Operand<TFloat32> result = shape.symmetricNorm() ? scaled(pass, gathered, edges.rootIn()) : gathered;
        return TokenRows.sum(pass, result, Linear.apply(pass, x, linear(graph, "res_fc")));
    }

    private static Operand<TFloat32> scaled(Pass pass, Operand<TFloat32> x, Operand<TFloat32> column) {
        Ops ops = pass.ops();
        return pass.custom(List.of(x), ops.math.mul(x, column), gradient -> List.of(ops.math.mul(gradient, column)));
    }

    /** Products of every head with its own vector, as one matrix product with a block-diagonal matrix of the vectors. */
    private Operand<TFloat32> scored(Pass pass, Operand<TFloat32> x, Operand<TFloat32> vectors) {
        Ops ops = pass.ops();
        float[] pattern = new float[heads * width * heads];
        for (int k = 0; k < heads * width; k++) {
            pattern[k * heads + k / width] = 1;
        }
        Operand<TFloat32> own = ops.constant(Shape.of(heads * width, heads), DataBuffers.of(pattern));
        return pass.segment(
                in -> {
                    Operand<TFloat32> column = ops.reshape(in.get(1), ops.constant(new int[] {heads * width, 1}));
                    return ops.linalg.matMul(in.get(0), ops.math.mul(column, own));
                },
                x,
                vectors);
    }
}

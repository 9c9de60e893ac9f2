package dev.contranorm.zoo.backbone.revgat;

import dev.contranorm.zoo.layer.TokenRows;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The additive coupling of G groups of features (Li et al., 2021, equation 6): with y_0 = Σ of x_2 … x_G, y_k = x_k +
 * F_k(y_(k−1)). It is inverted from the last group to the first: x_k = y_k − F_k(y_(k−1)); y_0 is known once all but x_1 are.
 *
 * @param blocks F_1 … F_G
 * @param edgeSite site of the edge drop, the same in all groups
 */
record Coupling(FeatureGroups groups, List<ReversibleBlock> blocks, String edgeSite) {
    /**
     * The state shared by all blocks of one pass.
     *
     * @param masks dropout factors of each group; empty without dropout
     * @param site prefix of the pass's sites
     */
    record Shared(Optional<List<Operand<TFloat32>>> masks, String site) {}

    /** The recomputed input of a coupling, and the gradients of it and of {@link #weights}. */
    record Recomputed(Operand<TFloat32> input, Operand<TFloat32> gradient, List<Operand<TFloat32>> ofWeights) {}

    /** The trained weights of all blocks. */
    List<Operand<TFloat32>> weights(TrainGraph graph) {
        return blocks.stream().flatMap(block -> block.weights(graph).stream()).toList();
    }

    /**
     * The forward pass; on a tape it is the plain build, which keeps all activations.
     *
     * @param x n × (G·width)
     */
    Operand<TFloat32> apply(Pass pass, Operand<TFloat32> x, Shared shared) {
        List<Operand<TFloat32>> inputs = groups.split(pass, x);
        List<Operand<TFloat32>> outputs = new ArrayList<>();
        Operand<TFloat32> previous = allButFirst(pass, inputs);
        for (int k = 0; k < groups.count(); k++) {
            previous = TokenRows.sum(pass, inputs.get(k), block(k, pass, previous, shared));
            outputs.add(previous);
        }
        return groups.join(pass, outputs);
    }

    private static Operand<TFloat32> allButFirst(Pass pass, List<Operand<TFloat32>> groups) {
        Operand<TFloat32> sum = groups.get(1);
        for (Operand<TFloat32> group : groups.subList(2, groups.size())) {
            sum = TokenRows.sum(pass, sum, group);
        }
        return sum;
    }

    private Operand<TFloat32> block(int k, Pass pass, Operand<TFloat32> x, Shared shared) {
        return blocks.get(k)
                .apply(pass, x, shared.masks().map(masks -> masks.get(k)), shared.site() + edgeSite, shared.site());
    }

    /**
     * The backward pass, from the output alone. Each block is rebuilt once the gradient of its output is available, and serves
     * both to invert and to differentiate it; only one block's activations are alive at a time.
     *
     * @param pass of the forward pass
     * @param y n × (G·width)
     * @param gradient of y
     */
    Recomputed undo(Pass pass, Operand<TFloat32> y, Operand<TFloat32> gradient, Shared shared) {
        TrainGraph graph = pass.graph();
        Ops late = graph.ops().withControlDependencies(List.<Op>of(gradient));
        List<Operand<TFloat32>> outputs = groups.split(late, y);
        List<Operand<TFloat32>> gradients = groups.split(late, gradient);
        List<Operand<TFloat32>> inputs = new ArrayList<>(outputs);
        List<List<Operand<TFloat32>>> ofWeights = new ArrayList<>();
        for (int k = groups.count() - 1; k >= 0; k--) {
            Operand<TFloat32> arrived = gradients.get(k);
            Pass again = pass.again(List.of(arrived));
            Operand<TFloat32> from =
                    again.ops().identity(k > 0 ? outputs.get(k - 1) : allButFirst(again.withoutTape(), inputs));
            Operand<TFloat32> added = block(k, again, from, shared);
            inputs.set(k, again.ops().math.sub(outputs.get(k), added));
            List<Operand<TFloat32>> sources = new ArrayList<>(List.of(from));
            sources.addAll(blocks.get(k).weights(graph));
            List<Operand<TFloat32>> all = again.tape().orElseThrow().gradients(added, arrived, sources);
            ofWeights.add(0, all.subList(1, all.size()));
            int first = k > 0 ? k - 1 : 1;
            int end = k > 0 ? k : groups.count();
            // The next block also waits for the gradients of this block's weights: otherwise they would be computed at
            // the end of the step, and their inputs would be kept until then.
            Ops done = graph.ops().withControlDependencies(new ArrayList<Op>(all));
            for (int j = first; j < end; j++) {
                gradients.set(j, done.math.add(gradients.get(j), all.get(0)));
            }
        }
        return new Recomputed(
                groups.join(graph.ops(), inputs),
                groups.join(graph.ops(), gradients),
                ofWeights.stream().flatMap(List::stream).toList());
    }
}

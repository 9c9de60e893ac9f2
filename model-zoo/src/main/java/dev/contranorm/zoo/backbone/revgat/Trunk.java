package dev.contranorm.zoo.backbone.revgat;

import dev.contranorm.zoo.norm.InvertibleNorm;
import dev.contranorm.zoo.norm.InvertibleNorm.Inverse;
import dev.contranorm.zoo.norm.InvertibleNorm.Invertible;
import dev.contranorm.zoo.norm.NoNorm;
import dev.contranorm.zoo.norm.Norm;
import dev.contranorm.zoo.norm.NormSite;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The reversible layers: a coupling and a norm each. Their backward starts from the output of the last and makes the input of
 * each layer anew, so that what is kept does not grow with depth. A norm that cannot be undone has its input kept, n × width
 * a layer.
 */
final class Trunk {
    private final List<Coupling> couplings;
    private final Norm norm;
    private final Function<Pass, NormSite> sites;

    /**
     * @param sites where a norm stands, in a pass
     */
    Trunk(List<Coupling> couplings, Norm norm, Function<Pass, NormSite> sites) {
        this.couplings = couplings;
        this.norm = norm;
        this.sites = sites;
    }

    /**
     * The plain build, of which everything that the backward needs is kept.
     *
     * @param layers told of the output of each layer
     */
    Operand<TFloat32> plain(
            Pass pass, Operand<TFloat32> input, Coupling.Shared shared, List<Operand<TFloat32>> layers) {
        Operand<TFloat32> x = input;
        for (Coupling coupling : couplings) {
            x = norm.apply(sites.apply(pass), coupling.apply(pass, x, shared));
            layers.add(x);
        }
        return x;
    }

    /** The reversible build, of a pass with a tape; the same numbers as {@link #plain} forward. */
    Operand<TFloat32> reversible(Pass pass, Operand<TFloat32> input, Coupling.Shared shared) {
        Pass forward = pass.withoutTape();
        List<Inverse> inverses = new ArrayList<>();
        Operand<TFloat32> x = input;
        for (Coupling coupling : couplings) {
            Invertible normalised = normalised(forward, coupling.apply(forward, x, shared));
            inverses.add(normalised.inverse());
            x = normalised.output();
        }
        List<Operand<TFloat32>> sources = new ArrayList<>(List.of(input));
        couplings.forEach(coupling -> sources.addAll(coupling.weights(pass.graph())));
        Operand<TFloat32> output = x;
        return couplings.isEmpty()
                ? output
                : pass.custom(sources, output, gradient -> backward(pass, output, gradient, inverses, shared));
    }

    private Invertible normalised(Pass forward, Operand<TFloat32> x) {
        NormSite site = sites.apply(forward);
        if (norm instanceof NoNorm) {
            return new Invertible(x, (late, output) -> output);
        }
        return norm instanceof InvertibleNorm invertible && invertible.isInvertible(site.spec())
                ? invertible.applyInvertibly(site, x)
                : new Invertible(norm.apply(site, x), (late, output) -> x);
    }

    private List<Operand<TFloat32>> backward(
            Pass pass,
            Operand<TFloat32> output,
            Operand<TFloat32> outputGradient,
            List<Inverse> inverses,
            Coupling.Shared shared) {
        TrainGraph graph = pass.graph();
        List<Operand<TFloat32>> ofWeights = new ArrayList<>();
        Operand<TFloat32> y = output;
        Operand<TFloat32> gradient = outputGradient;
        for (int layer = couplings.size() - 1; layer >= 0; layer--) {
            Ops late = graph.ops().withControlDependencies(List.<Op>of(gradient));
            Operand<TFloat32> before = inverses.get(layer).apply(late, y);
            Operand<TFloat32> arrived = norm instanceof NoNorm ? gradient : throughNorm(pass, before, gradient);
            Coupling.Undone undone = couplings.get(layer).undo(pass, before, arrived, shared);
            y = undone.input();
            gradient = undone.gradient();
            ofWeights.addAll(0, undone.ofWeights());
        }
        List<Operand<TFloat32>> all = new ArrayList<>(List.of(gradient));
        all.addAll(ofWeights);
        return all;
    }

    /** The norm is built once more on its input: of the forward nothing is kept but what undoes it. */
    private Operand<TFloat32> throughNorm(Pass pass, Operand<TFloat32> before, Operand<TFloat32> gradient) {
        Pass again = pass.again(List.of(gradient));
        Operand<TFloat32> input = again.ops().identity(before);
        Operand<TFloat32> output = norm.apply(sites.apply(again), input);
        return output == input
                ? gradient
                : again.tape()
                        .orElseThrow()
                        .gradients(output, gradient, List.of(input))
                        .get(0);
    }
}

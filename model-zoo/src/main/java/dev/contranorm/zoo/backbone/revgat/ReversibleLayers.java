package dev.contranorm.zoo.backbone.revgat;

import dev.contranorm.zoo.norm.InvertibleNorm;
import dev.contranorm.zoo.norm.InvertibleNorm.Inverse;
import dev.contranorm.zoo.norm.InvertibleNorm.Invertible;
import dev.contranorm.zoo.norm.Norm;
import dev.contranorm.zoo.norm.NormSite;
import dev.contranorm.zoo.tensor.Parameter;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The reversible layers, each a coupling and a norm. The backward pass starts from the output of the last layer and recomputes
 * the input of each layer, so memory does not grow with depth. The input of a norm that cannot be inverted is kept, n × width
 * per layer.
 */
final class ReversibleLayers {
    private final List<Coupling> couplings;
    private final Norm norm;
    private final BiFunction<Pass, Integer, NormSite> sites;

    /**
     * @param sites site of a layer's norm in a pass
     */
    ReversibleLayers(List<Coupling> couplings, Norm norm, BiFunction<Pass, Integer, NormSite> sites) {
        this.couplings = couplings;
        this.norm = norm;
        this.sites = sites;
    }

    /**
     * The plain build, which keeps everything that the backward pass needs.
     *
     * @param layers receives the output of each layer
     */
    Operand<TFloat32> plain(
            Pass pass, Operand<TFloat32> input, Coupling.Shared shared, List<Operand<TFloat32>> layers) {
        Operand<TFloat32> x = input;
        for (int layer = 0; layer < couplings.size(); layer++) {
            x = norm.apply(sites.apply(pass, layer), couplings.get(layer).apply(pass, x, shared));
            layers.add(x);
        }
        return x;
    }

    /** The reversible build, for a pass with a tape. Its forward pass gives the same numbers as {@link #plain}. */
    Operand<TFloat32> reversible(
            Pass pass, Operand<TFloat32> input, Coupling.Shared shared, List<Operand<TFloat32>> layers) {
        Pass forward = pass.withoutTape();
        List<Inverse> inverses = new ArrayList<>();
        Operand<TFloat32> x = input;
        for (int layer = 0; layer < couplings.size(); layer++) {
            NormSite site = sites.apply(forward, layer);
            Invertible normalised = normalised(site, couplings.get(layer).apply(forward, x, shared));
            inverses.add(normalised.inverse());
            x = normalised.output();
            layers.add(x);
        }
        List<Operand<TFloat32>> sources = new ArrayList<>(List.of(input));
        for (int layer = 0; layer < couplings.size(); layer++) {
            sources.addAll(couplings.get(layer).weights(pass.graph()));
            sources.addAll(weights(sites.apply(forward, layer)));
        }
        Operand<TFloat32> output = x;
        return couplings.isEmpty()
                ? output
                : pass.custom(sources, output, gradient -> backward(pass, output, gradient, inverses, shared));
    }

    /** The trained weights of the norm at a site. */
    private static List<Operand<TFloat32>> weights(NormSite site) {
        return site.pass().graph().trained().stream()
                .filter(parameter -> parameter.name().startsWith(site.name() + "."))
                .map(Parameter::value)
                .toList();
    }

    private Invertible normalised(NormSite site, Operand<TFloat32> x) {
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
            List<Operand<TFloat32>> throughNorm =
                    throughNorm(sites.apply(pass.again(List.of(gradient)), layer), before, gradient);
            Coupling.Recomputed recomputed = couplings.get(layer).undo(pass, before, throughNorm.get(0), shared);
            y = recomputed.input();
            gradient = recomputed.gradient();
            ofWeights.addAll(0, throughNorm.subList(1, throughNorm.size()));
            ofWeights.addAll(0, recomputed.ofWeights());
        }
        List<Operand<TFloat32>> all = new ArrayList<>(List.of(gradient));
        all.addAll(ofWeights);
        return all;
    }

    /**
     * The norm is rebuilt on its input: the forward pass keeps only what inverts it.
     *
     * @return the gradients of the input and of the norm's weights
     */
    private List<Operand<TFloat32>> throughNorm(NormSite again, Operand<TFloat32> before, Operand<TFloat32> gradient) {
        Operand<TFloat32> input = again.pass().ops().identity(before);
        Operand<TFloat32> output = norm.apply(again, input);
        if (output == input) {
            return List.of(gradient);
        }
        List<Operand<TFloat32>> sources = new ArrayList<>(List.of(input));
        sources.addAll(weights(again));
        return again.pass().tape().orElseThrow().gradients(output, gradient, sources);
    }
}

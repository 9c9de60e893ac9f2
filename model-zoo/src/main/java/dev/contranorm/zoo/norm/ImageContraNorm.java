package dev.contranorm.zoo.norm;

import dev.contranorm.zoo.layer.LayerNorm;
import dev.contranorm.zoo.layer.Rematerialised;
import dev.contranorm.zoo.tensor.Initialiser;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * ContraNorm between the tokens of an image, then LayerNorm (Guo et al., ICLR 2023; reference formula {@code vit}). A scale of
 * 0 gives LayerNorm alone.
 */
public final class ImageContraNorm implements ImageNorm {
    private static final double EPSILON = 1e-6;

    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(
                CatalogueEntry.Kind.NORM,
                "contra-norm",
                CatalogueEntry.IMAGE,
                "ContraNorm before each LayerNorm: makes the tokens of an image less similar.",
                List.of(
                        ParameterSpec.number("norm.scale", 0.1, 0, 1000, "Strength s of the contrast; 0 disables it."),
                        ParameterSpec.number("norm.temperature", 1, 0.02, 1000, "Temperature τ of the softmax."),
                        ParameterSpec.flag(
                                "norm.preNorm", false, "Apply the contrast to unit rows instead of the rows."),
                        ParameterSpec.flag(
                                "norm.dualNorm", false, "Use the softmax over rows plus the softmax over columns."),
                        ParameterSpec.flag("norm.learnable", false, "Train one scale per feature."),
                        ParameterSpec.flag("norm.positive", false, "Store the trained scale as its logarithm."),
                        ParameterSpec.flag("norm.identity", false, "Use (1 + s)·x − s·P·x instead of x − s·P·x.")));
    }

    @Override
    public Rematerialised apply(TokenSite site, Operand<TFloat32> x) {
        Operand<TFloat32> contrasted = site.spec().number("norm.scale") > 0 ? contrast(site, x) : x;
        return LayerNorm.rematerialised(site.pass(), site.parameter("layernorm"), contrasted, site.width(), EPSILON);
    }

    private static Operand<TFloat32> contrast(TokenSite site, Operand<TFloat32> x) {
        Pass pass = site.pass();
        TrialSpec spec = site.spec();
        double scale = spec.number("norm.scale");
        boolean identity = spec.flag("norm.identity");
        UnitRows unit = UnitRows.of(pass, x);
        boolean preNorm = spec.flag("norm.preNorm");
        Operand<TFloat32> values = preNorm ? unit.rows() : x;
        TokenSoftmaxProduct similarity = new TokenSoftmaxProduct(
                site.grid(),
                site.width(),
                spec.number("norm.temperature"),
                spec.flag("norm.dualNorm"),
                Optional.empty());
        Operand<TFloat32> product = preNorm ? similarity.ofUnits(pass, unit) : similarity.ofRows(pass, unit, x);
        return spec.flag("norm.learnable")
                ? SoftmaxMean.perFeature(pass, values, product, learnedScale(site, scale), identity)
                : SoftmaxMean.apply(pass, values, product, identity ? 1 + scale : 1, scale);
    }

    private static Operand<TFloat32> learnedScale(TokenSite site, double scale) {
        Ops ops = site.pass().ops();
        boolean positive = site.spec().flag("norm.positive");
        Initialiser start = Initialiser.constant((float) (positive ? Math.log(scale) : scale));
        Operand<TFloat32> stored = site.pass()
                .graph()
                .parameter(site.parameter("scale_param"), start, site.width())
                .value();
        if (!positive) {
            return stored;
        }
        Operand<TFloat32> scales = ops.math.exp(stored);
        return site.pass().custom(List.of(stored), scales, gradient -> List.of(ops.math.mul(gradient, scales)));
    }
}

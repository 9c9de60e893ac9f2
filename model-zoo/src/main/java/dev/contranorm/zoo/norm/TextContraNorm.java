package dev.contranorm.zoo.norm;

import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.ParameterSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * ContraNorm between the tokens of a sequence (Guo et al., ICLR 2023; reference formulas {@code bert}, {@code bert-v2}, {@code
 * albert}). The published code includes padding; {@code norm.maskPadding} excludes it.
 */
public final class TextContraNorm implements TextNorm {
    private static final String PUBLISHED = "published";
    private static final float EXCLUDED = -1e9f;

    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(
                CatalogueEntry.Kind.NORM,
                "contra-norm",
                CatalogueEntry.TEXT,
                "ContraNorm: makes the tokens of a sequence less similar.",
                List.of(
                        ParameterSpec.number("norm.scale", 0.1, 0, 1000, "Strength s of the contrast; 0 disables it."),
                        ParameterSpec.text(
                                "norm.position",
                                "attention-residual",
                                List.of(),
                                "Position in each layer: the backbone's numbers (7, or 17 for 1 and 7) or names joined"
                                        + " by +."),
                        ParameterSpec.text(
                                "norm.variant",
                                PUBLISHED,
                                Stream.concat(Stream.of(PUBLISHED), TextVariant.labels().stream())
                                        .toList(),
                                "The formula; published selects that of the backbone's published code."),
                        ParameterSpec.flag("norm.maskPadding", false, "Exclude padding from the softmax.")));
    }

    @Override
    public Operand<TFloat32> apply(TokenSite site, Operand<TFloat32> x, TextVariant published) {
        String label = site.spec().text("norm.variant");
        TextVariant variant = label.equals(PUBLISHED) ? published : TextVariant.of(label);
        Optional<Operand<TFloat32>> tokens = site.spec().flag("norm.maskPadding") ? site.tokens() : Optional.empty();
        double scale = site.spec().number("norm.scale");
        return scale == 0 ? x : apply(site, x, variant, scale, tokens);
    }

    private static Operand<TFloat32> apply(
            TokenSite site,
            Operand<TFloat32> x,
            TextVariant variant,
            double scale,
            Optional<Operand<TFloat32>> tokens) {
        Pass pass = site.pass();
        UnitRows unit = UnitRows.of(pass, x);
        Operand<TFloat32> product =
                switch (variant) {
                    case BERT, ALBERT ->
                        new TokenSoftmaxProduct(
                                        site.grid(), site.width(), 1, false, tokens.map(t -> padding(pass.ops(), t)))
                                .ofRows(pass, unit, x);
                    case BERT_V2 ->
                        new FeatureSoftmaxProduct(site.grid(), site.width())
                                .apply(
                                        pass,
                                        tokens.map(t -> without(pass, unit.rows(), t))
                                                .orElse(unit.rows()),
                                        x);
                };
        return SoftmaxMean.apply(pass, x, product, variant == TextVariant.ALBERT ? 1 : 1 + scale, scale);
    }

    /** Batch × 1 × length: 0 for tokens, a large negative value for padding. */
    private static Operand<TFloat32> padding(Ops ops, Operand<TFloat32> tokens) {
        Operand<TFloat32> missing = ops.math.sub(ops.constant(1f), tokens);
        return ops.expandDims(ops.math.mul(missing, ops.constant(EXCLUDED)), ops.constant(1));
    }

    /** Sets the rows of padding to 0. */
    private static Operand<TFloat32> without(Pass pass, Operand<TFloat32> rows, Operand<TFloat32> tokens) {
        Ops ops = pass.ops();
        Operand<TFloat32> column = ops.reshape(tokens, ops.constant(new int[] {-1, 1}));
        return pass.custom(
                List.of(rows), ops.math.mul(rows, column), gradient -> List.of(ops.math.mul(gradient, column)));
    }
}

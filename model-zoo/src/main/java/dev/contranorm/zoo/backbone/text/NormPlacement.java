package dev.contranorm.zoo.backbone.text;

import dev.contranorm.zoo.norm.TextNorm;
import dev.contranorm.zoo.norm.TextVariant;
import dev.contranorm.zoo.norm.TokenSite;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A norm and its positions in every layer. */
record NormPlacement(Optional<TextNorm> norm, Set<TextPosition> positions, TextVariant variant) {
    static NormPlacement of(TrialSpec spec, Optional<TextNorm> norm, TextNumbering numbering, TextVariant variant) {
        return new NormPlacement(
                norm, norm.isPresent() ? numbering.parse(spec.text("norm.position")) : Set.of(), variant);
    }

    /** Whether the norm is applied at a position after attention and its LayerNorm. */
    boolean isBehindAttention() {
        return positions.stream().anyMatch(position -> position.compareTo(TextPosition.ATTENTION_NORMALISED) > 0);
    }

    /** The norm of x if the norm is applied at this position, otherwise x. */
    Operand<TFloat32> at(TextPosition position, TokenSite site, Operand<TFloat32> x) {
        return positions.contains(position) ? norm.orElseThrow().apply(site, x, variant) : x;
    }
}

package dev.contranorm.zoo.norm;

import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A norm at chosen positions of a text network, in addition to its LayerNorms. Implementations are stateless. */
public interface TextNorm extends CatalogueItem {
    /**
     * @param x T × d, the tokens of all sequences
     * @param variant the ContraNorm formula of the backbone's published code
     * @return T × d
     */
    Operand<TFloat32> apply(TokenSite site, Operand<TFloat32> x, TextVariant variant);

    /** The norm that a specification names; empty for the plain network. */
    static Optional<TextNorm> of(TrialSpec spec) {
        return NoNorm.unlessPlain(TextNorm.class, spec);
    }
}

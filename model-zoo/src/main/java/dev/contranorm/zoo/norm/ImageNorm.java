package dev.contranorm.zoo.norm;

import dev.contranorm.zoo.layer.Rematerialised;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A norm that replaces the LayerNorms of a vision transformer. Implementations are stateless. */
public interface ImageNorm extends CatalogueItem {
    /**
     * @param x T × d, the tokens of all images
     * @return T × d
     */
    Rematerialised apply(TokenSite site, Operand<TFloat32> x);

    /** The norm that a specification names; empty for the plain network. */
    static Optional<ImageNorm> of(TrialSpec spec) {
        return NoNorm.unlessPlain(ImageNorm.class, spec);
    }
}

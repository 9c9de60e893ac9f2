package dev.contranorm.zoo.norm;

import dev.contranorm.zoo.trial.CatalogueItem;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A normalisation layer: a function of a tensor at a site. Implementations are stateless. */
public interface Norm extends CatalogueItem {
    /**
     * @param x n × d
     * @return n × d
     */
    Operand<TFloat32> apply(NormSite site, Operand<TFloat32> x);

    /** Whether it reads {@link NormSite#neighbours}; a backbone may omit them for a norm that does not. */
    default boolean usesNeighbours() {
        return false;
    }
}

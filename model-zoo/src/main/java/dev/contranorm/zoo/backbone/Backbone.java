package dev.contranorm.zoo.backbone;

import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.trial.CatalogueItem;

/**
 * A network of the catalogue. Implementations are stateless. What a network is built from differs by family (a graph, token
 * batches, pictures), so each family has an interface of its own, such as {@code GraphBackbone}.
 */
public interface Backbone extends CatalogueItem {
    /** Adds a pass to the graph; parameters are made at the first and shared with the next. */
    @FunctionalInterface
    interface Builder {
        Network build(Pass pass);
    }
}

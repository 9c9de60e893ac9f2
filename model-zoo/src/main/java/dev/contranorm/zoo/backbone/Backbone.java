package dev.contranorm.zoo.backbone;

import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.trial.CatalogueItem;

/**
 * A network in the catalogue. Implementations are stateless. The input of a network depends on its family (a graph, token
 * batches, images), so each family has its own interface, such as {@code GraphBackbone}.
 */
public interface Backbone extends CatalogueItem {
    /** Adds a pass to the graph. The first pass creates the parameters; later passes share them. */
    @FunctionalInterface
    interface Builder {
        Network build(Pass pass);
    }
}

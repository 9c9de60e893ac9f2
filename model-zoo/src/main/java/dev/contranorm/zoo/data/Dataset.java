package dev.contranorm.zoo.data;

import dev.contranorm.zoo.trial.CatalogueItem;

/**
 * Data of the catalogue. Implementations are stateless. What is read differs by family, so each family has an interface of
 * its own, such as {@link GraphSource}.
 */
public interface Dataset extends CatalogueItem {}

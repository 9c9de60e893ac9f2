package dev.contranorm.zoo.trial;

import java.util.List;

/**
 * Provides items of the catalogue: a class that is named, one a line, in {@code
 * META-INF/services/dev.contranorm.zoo.trial.CatalogueProvider}. Items that differ in constants are rows of one enum with one
 * provider; any other {@link CatalogueItem} provides itself.
 *
 * <p>Neither the provider nor its items may touch a TensorFlow class before a trial trains: the orchestrator reads the
 * catalogue without the native library.
 */
@FunctionalInterface
public interface CatalogueProvider {
    List<? extends CatalogueItem> items();
}

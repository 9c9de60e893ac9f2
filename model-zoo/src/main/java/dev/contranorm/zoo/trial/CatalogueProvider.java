package dev.contranorm.zoo.trial;

import java.util.List;

/**
 * Provides items of the catalogue. Providers are listed, one class per line, in {@code
 * META-INF/services/dev.contranorm.zoo.trial.CatalogueProvider}. Items that differ only in constants are rows of one enum with
 * one provider; every other {@link CatalogueItem} is its own provider.
 *
 * <p>Neither the provider nor its items may load a TensorFlow class before a trial trains: the orchestrator reads the catalogue
 * without the native library.
 */
@FunctionalInterface
public interface CatalogueProvider {
    List<? extends CatalogueItem> items();
}

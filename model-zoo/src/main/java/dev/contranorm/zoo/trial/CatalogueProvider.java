package dev.contranorm.zoo.trial;

import java.util.List;

/**
 * A family of catalogue items: what is named, one class a line, in {@code
 * META-INF/services/dev.contranorm.zoo.trial.CatalogueProvider}. A family whose members differ in constants lists a row for
 * each; a {@link CatalogueItem} is a family of one.
 *
 * <p>Neither the class nor its rows may touch a TensorFlow class before a trial trains: the orchestrator reads the catalogue
 * without the native library.
 */
@FunctionalInterface
public interface CatalogueProvider {
    List<? extends CatalogueItem> items();
}

package dev.contranorm.zoo.trial;

import java.util.List;
import java.util.ServiceLoader;

/**
 * Something that the catalogue lists. Datasets, backbones and norms implement it and are named, one a line, in
 * {@code META-INF/services/dev.contranorm.zoo.trial.CatalogueItem}: adding one is one class and one line.
 *
 * <p>{@link #entry()} must not touch a TensorFlow class: the orchestrator reads the catalogue without the native library.
 */
public interface CatalogueItem {
    CatalogueEntry entry();

    /** Every item on the class path. */
    static List<CatalogueItem> all() {
        return ServiceLoader.load(CatalogueItem.class, CatalogueItem.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /**
     * The item of a type with this name.
     *
     * @throws InvalidTrialException when there is none
     */
    static <T extends CatalogueItem> T named(Class<T> type, String name) {
        return all().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(item -> item.entry().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidTrialException(List.of(new Problem(
                        type.getSimpleName().toLowerCase(java.util.Locale.ROOT), "'" + name + "' is unknown", ""))));
    }
}

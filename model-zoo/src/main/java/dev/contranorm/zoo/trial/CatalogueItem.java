package dev.contranorm.zoo.trial;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * Something that the catalogue lists: a dataset, a backbone or a norm. Adding one is one class and one line in {@code
 * META-INF/services/dev.contranorm.zoo.trial.CatalogueProvider}, or one row of an enum whose provider is named there.
 *
 * <p>{@link #entry()} must not touch a TensorFlow class: the orchestrator reads the catalogue without the native library.
 */
public interface CatalogueItem extends CatalogueProvider {
    CatalogueEntry entry();

    @Override
    default List<? extends CatalogueItem> items() {
        return List.of(this);
    }

    /**
     * Every item on the class path, in the order of the providers and of their lists, then those of {@link Plugins}.
     *
     * @throws PluginException when a jar of the user's own cannot be used
     */
    static List<CatalogueItem> all() {
        return Plugins.installed().addTo(provided().toList());
    }

    /** Those of the class path; loads a provider when its turn comes. */
    private static Stream<CatalogueItem> provided() {
        return ServiceLoader.load(CatalogueProvider.class, CatalogueItem.class.getClassLoader()).stream()
                .flatMap(provider -> provider.get().items().stream());
    }

    /**
     * The item of a type with this name. No provider after its own is loaded.
     *
     * @throws InvalidTrialException when there is none
     * @throws PluginException when a jar of the user's own cannot be used
     */
    static <T extends CatalogueItem> T named(Class<T> type, String name) {
        return Stream.concat(provided(), Plugins.installed().items())
                .filter(type::isInstance)
                .map(type::cast)
                .filter(item -> item.entry().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidTrialException(List.of(new Problem(
                        type.getSimpleName().toLowerCase(java.util.Locale.ROOT),
                        "'" + name + "' is unknown",
                        "if it is in a jar of your own, name the jar in " + Plugins.VARIABLE + ", for workers too"))));
    }
}

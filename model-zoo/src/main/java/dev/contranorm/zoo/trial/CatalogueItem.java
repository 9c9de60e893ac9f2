package dev.contranorm.zoo.trial;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * An item of the catalogue: a dataset, a backbone or a norm. To add one, add a class and a line in {@code
 * META-INF/services/dev.contranorm.zoo.trial.CatalogueProvider}, or a row to an enum whose provider is listed there.
 *
 * <p>{@link #entry()} must not load a TensorFlow class: the orchestrator reads the catalogue without the native library.
 */
public interface CatalogueItem extends CatalogueProvider {
    CatalogueEntry entry();

    @Override
    default List<? extends CatalogueItem> items() {
        return List.of(this);
    }

    /**
     * All items on the class path, in the order of the providers and their lists, then those of {@link Plugins}.
     *
     * @throws PluginException if a plugin jar cannot be used
     */
    static List<CatalogueItem> all() {
        return Plugins.installed().addTo(provided().toList());
    }

    /** The items on the class path; providers are loaded lazily. */
    private static Stream<CatalogueItem> provided() {
        return ServiceLoader.load(CatalogueProvider.class, CatalogueItem.class.getClassLoader()).stream()
                .flatMap(provider -> provider.get().items().stream());
    }

    /**
     * The item of a type with this name. Providers after its own are not loaded.
     *
     * @throws InvalidTrialException if there is none
     * @throws PluginException if a plugin jar cannot be used
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
                        "if it is in a jar of your own, set " + Plugins.VARIABLE + " to the jar, for workers too"))));
    }
}

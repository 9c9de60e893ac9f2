package dev.contranorm.zoo.backbone;

import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.ParameterSpec;
import java.util.List;

/** Trains nothing and ends at once. Used by trials that measure the bus. */
public final class NoopBackbone implements Backbone {
    @Override
    public CatalogueEntry entry() {
        List<ParameterSpec> none = List.of();
        return new CatalogueEntry(
                CatalogueEntry.Kind.BACKBONE, "noop", CatalogueEntry.NOOP, "Trains nothing.", none, true);
    }
}

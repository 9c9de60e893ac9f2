package dev.contranorm.zoo.data;

import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.ParameterSpec;
import java.util.List;

/** No data: what the trials that measure the bus name. */
public final class NoopDataset implements Dataset {
    @Override
    public CatalogueEntry entry() {
        List<ParameterSpec> none = List.of();
        return new CatalogueEntry(
                CatalogueEntry.Kind.DATASET,
                "noop",
                CatalogueEntry.NOOP,
                "No data, for measuring the bus.",
                none,
                true);
    }
}

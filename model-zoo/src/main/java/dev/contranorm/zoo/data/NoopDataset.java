package dev.contranorm.zoo.data;

import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** No data. Used by trials that measure the bus. */
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

    @Override
    public SortedMap<String, Object> inspect(TrialSpec spec, Optional<Path> dataFolder) {
        return new TreeMap<>();
    }
}

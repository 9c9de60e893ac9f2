package dev.contranorm.zoo.data.graph;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.golden.Golden;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads graphs by name, as a trial does. */
public final class GraphFiles {
    private GraphFiles() {}

    /** The user's data folder; the test is skipped if it is not set. */
    public static Path data() {
        assumeTrue(Golden.dataFolder().isPresent(), "SWEEP_DATA is not set");
        return Golden.dataFolder().orElseThrow();
    }

    static GraphDataset load(String dataset, Path folder, Object... parameters) throws DatasetException {
        Map<String, Object> values = new HashMap<>(Map.of("dataset", dataset, "backbone", "deep-gcn", "norm", "none"));
        for (int k = 0; k < parameters.length; k += 2) {
            values.put((String) parameters[k], parameters[k + 1]);
        }
        return CatalogueItem.named(GraphSource.class, dataset)
                .load(Catalogue.load().resolve(values, Protocol.CLEAN, 0), Optional.of(folder));
    }

    /** A trial on a graph. */
    static TrialSpec trialOn(String dataset) {
        return Catalogue.load()
                .resolve(Map.of("dataset", dataset, "backbone", "deep-gcn", "norm", "none"), Protocol.CLEAN, 0);
    }
}

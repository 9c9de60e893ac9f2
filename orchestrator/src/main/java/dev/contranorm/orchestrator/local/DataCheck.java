package dev.contranorm.orchestrator.local;

import dev.contranorm.orchestrator.plan.Plan;
import dev.contranorm.zoo.data.Dataset;
import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** Reads datasets before anything is started, so that a missing or damaged file is told once and not once a trial. */
public final class DataCheck {
    private static final long LOOKS = 1000;

    private final Optional<Path> dataFolder;

    public DataCheck(Optional<Path> dataFolder) {
        this.dataFolder = dataFolder;
    }

    /** What the dataset of a specification holds. */
    public SortedMap<String, Object> inspect(TrialSpec spec) throws DatasetException {
        return CatalogueItem.named(Dataset.class, spec.dataset()).inspect(spec, dataFolder);
    }

    /**
     * Reads every dataset that a plan names. A huge plan is looked at in a thousand places only; what that misses is still
     * told by the trial that finds it.
     */
    public void all(Plan plan) throws DatasetException {
        Set<String> seen = new HashSet<>();
        long stride = Math.max(1, plan.trials() / LOOKS);
        for (long index = 0; index < plan.trials(); index += stride) {
            TrialSpec spec = plan.spec(index);
            if (seen.add(spec.dataset())) {
                inspect(spec);
            }
        }
    }
}

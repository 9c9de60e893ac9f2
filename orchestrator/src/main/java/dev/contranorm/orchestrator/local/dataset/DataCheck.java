package dev.contranorm.orchestrator.local.dataset;

import dev.contranorm.orchestrator.plan.Plan;
import dev.contranorm.zoo.data.Dataset;
import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.PublishedFile;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.TrialSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** Reads datasets before anything starts, so that a missing or damaged file is reported once and not once per trial. */
public final class DataCheck {
    private static final long LOOKS = 1000;

    private final Optional<Path> dataFolder;

    public DataCheck(Optional<Path> dataFolder) {
        this.dataFolder = dataFolder;
    }

    /** The facts of the dataset of a specification. */
    public SortedMap<String, Object> inspect(TrialSpec spec) throws DatasetException {
        return CatalogueItem.named(Dataset.class, spec.dataset()).inspect(spec, dataFolder);
    }

    /**
     * Differences between the data and what was published; empty without differences, or when nothing is on record.
     *
     * @param facts what {@link #inspect} found
     */
    public List<String> differences(TrialSpec spec, SortedMap<String, Object> facts) throws DatasetException {
        Dataset dataset = CatalogueItem.named(Dataset.class, spec.dataset());
        List<String> differences = new ArrayList<>();
        dataset.published(spec).forEach((fact, published) -> {
            Object found = facts.get(fact);
            if (!published.equals(found)) {
                differences.add(fact + " is " + found + ", published: " + published);
            }
        });
        for (PublishedFile file : dataset.files()) {
            Path path = dataFolder.orElseThrow().resolve(file.path());
            if (Files.exists(path) && !checksum(file, path).equals(file.checksum())) {
                differences.add(
                        "the " + file.checksumKind() + " of " + path + " is not the published " + file.checksum());
            }
        }
        return differences;
    }

    private static String checksum(PublishedFile file, Path path) throws DatasetException {
        try {
            return file.checksumOf(path);
        } catch (IOException unreadable) {
            throw new DatasetException(
                    DatasetException.Kind.DAMAGED, path + " cannot be read (" + unreadable.getMessage() + ")");
        }
    }

    /**
     * Reads every dataset that a plan names. Of a huge plan only a thousand trials are sampled; a trial reports what the sample
     * misses.
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

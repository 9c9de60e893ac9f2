package dev.contranorm.orchestrator.mlflow.run;

import dev.contranorm.orchestrator.mlflow.server.Measurement;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is written once a run has ended.
 *
 * @param metrics final values and costs
 * @param artifacts contents of files, by name
 * @param checkpoint files of the last checkpoint; those that no longer exist are skipped
 */
public record RunResults(List<Measurement> metrics, SortedMap<String, byte[]> artifacts, List<Path> checkpoint) {
    /** The artifact folder of the checkpoint's files. */
    public static final String CHECKPOINT_FOLDER = "checkpoint";

    public RunResults {
        metrics = List.copyOf(metrics);
        artifacts = Collections.unmodifiableSortedMap(new TreeMap<>(artifacts));
        checkpoint = List.copyOf(checkpoint);
    }
}

package dev.contranorm.orchestrator.mlflow.run;

import dev.contranorm.orchestrator.mlflow.server.DatasetInput;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything about one run except its metric history. It comes from the database alone, except the files of
 * checkpoints, so that a server that lost its runs gets the same ones again.
 *
 * @param identity value of the tag {@link RunTags#IDENTITY}, by which the run is found
 * @param name as the server shows it
 */
public record RunContent(
        String identity,
        String name,
        RunLifetime lifetime,
        SortedMap<String, String> tags,
        SortedMap<String, String> params,
        Optional<DatasetInput> dataset,
        RunResults results) {
    public RunContent {
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(lifetime, "lifetime");
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
        params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
        Objects.requireNonNull(dataset, "dataset");
        Objects.requireNonNull(results, "results");
    }
}

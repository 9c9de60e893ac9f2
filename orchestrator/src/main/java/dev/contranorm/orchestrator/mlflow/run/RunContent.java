package dev.contranorm.orchestrator.mlflow.run;

import dev.contranorm.orchestrator.mlflow.server.DatasetInput;
import dev.contranorm.orchestrator.mlflow.server.Measurement;
import dev.contranorm.orchestrator.mlflow.server.RunStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything about one run but its metric history. It comes from the database alone, the checkpoint's files aside, so that
 * an emptied server gets the same again.
 *
 * @param results points that are written once, when the run has ended
 * @param artifacts files by name, written when the run has ended
 * @param checkpoint files that are uploaded when the run has ended, as far as they are still there
 */
public record RunContent(
        String identity,
        String name,
        Instant start,
        Optional<Instant> end,
        RunStatus state,
        Map<String, String> tags,
        Map<String, String> params,
        Optional<DatasetInput> dataset,
        List<Measurement> results,
        Map<String, byte[]> artifacts,
        List<Path> checkpoint) {}

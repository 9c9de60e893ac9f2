package dev.contranorm.orchestrator.mlflow.run;

import dev.contranorm.db.trial.Checkpoint;
import dev.contranorm.db.trial.TrialDetail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of the last checkpoint of a finished trial, if this process can read them. Workers on other machines may
 * store theirs where only they have access; then only {@code checkpoints.json} says where they are.
 */
final class CheckpointFiles {
    private static final String MANIFEST = "checkpoint.json";

    private CheckpointFiles() {}

    /**
     * @param maxBytes a larger checkpoint is not uploaded
     * @return empty when there is nothing to upload
     */
    static List<Path> of(TrialDetail trial, long maxBytes) {
        Optional<Checkpoint> last = trial.checkpoints().stream().max(Comparator.comparing(Checkpoint::at));
        if (!trial.status().state().hasResult() || last.isEmpty() || last.get().bytes() > maxBytes) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(Path.of(last.get().location()))) {
            List<Path> files = all.filter(Files::isReadable).sorted().toList();
            // The location comes from a worker, so it may name another folder here: only a checkpoint is uploaded.
            return files.stream().anyMatch(file -> file.endsWith(MANIFEST)) ? files : List.of();
        } catch (IOException | InvalidPathException elsewhere) {
            return List.of();
        }
    }
}

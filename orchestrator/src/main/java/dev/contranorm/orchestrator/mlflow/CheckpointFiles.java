package dev.contranorm.orchestrator.mlflow;

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
 * The files of a finished trial's last checkpoint, where this process can read them: workers on other machines may keep
 * theirs where only they see them, and then {@code checkpoints.json} alone says where.
 */
final class CheckpointFiles {
    /** The artifact folder that they are in. */
    static final String FOLDER = "checkpoint";

    private static final String MANIFEST = "checkpoint.json";

    private CheckpointFiles() {}

    /**
     * @param mostBytes a larger checkpoint is left where it is
     * @return empty when there is none to upload
     */
    static List<Path> of(TrialDetail trial, long mostBytes) {
        Optional<Checkpoint> last = trial.checkpoints().stream().max(Comparator.comparing(Checkpoint::at));
        if (!trial.status().state().hasResult() || last.isEmpty() || last.get().bytes() > mostBytes) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(Path.of(last.get().location()))) {
            List<Path> files = all.filter(Files::isReadable).sorted().toList();
            // A location is what a worker says: only what is a checkpoint here, too, is passed on.
            return files.stream().anyMatch(file -> file.endsWith(MANIFEST)) ? files : List.of();
        } catch (IOException | InvalidPathException elsewhere) {
            return List.of();
        }
    }
}

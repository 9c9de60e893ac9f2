package dev.contranorm.zoo.train.loop;

import dev.contranorm.zoo.train.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of one trial: {@code step-<n>}, of which the two newest are kept, and {@code best-<n>}. Each is a folder that
 * is written under a temporary name and then renamed, so that a killed process leaves complete checkpoints only. If a file is
 * damaged nevertheless, the checksums in the manifest detect it, and the previous checkpoint is used.
 */
public final class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final int KEPT = 2;
    private static final String STEP = "step-";
    private static final String BEST = "best-";
    private static final String PREFIX = "weights";

    private final Path folder;
    private final String hash;

    /**
     * @param folder folder of this trial alone
     * @param hash hash of the trial's specification
     */
    public Checkpoints(Path folder, String hash) {
        this.folder = folder;
        this.hash = hash;
    }

    /** Saves everything that the loop needs to continue. */
    Path save(Task task, Progress progress) {
        return write(STEP, KEPT, progress, true, task.state()::save);
    }

    /** Saves the weights of the best epoch so far. */
    Path saveBest(Task task, Progress progress) {
        return write(BEST, 1, progress, false, task.state()::saveWeights);
    }

    /** Restores the newest complete checkpoint and returns its progress; empty if there is none. */
    public Optional<Progress> resume(Task task) {
        return restoreNewest(STEP, task.state()::restore);
    }

    /** Restores the best epoch's weights; false if none are saved. */
    public boolean restoreBest(Task task) {
        return restoreNewest(BEST, task.state()::restoreWeights).isPresent();
    }

    private Optional<Progress> restoreNewest(String kind, Transfer restoring) {
        for (Path each : newestFirst(kind)) {
            try {
                Progress progress = CheckpointManifest.read(each, hash);
                restoring.at(each.resolve(PREFIX));
                return Optional.of(progress);
            } catch (IOException damaged) {
                LOG.warn("checkpoint {}: ignored: {}", each, damaged.getMessage());
            }
        }
        return Optional.empty();
    }

    /** Reads or writes weight files. */
    private interface Transfer {
        void at(Path prefix);
    }

    private Path write(String kind, int kept, Progress progress, boolean durable, Transfer writing) {
        Path target = folder.resolve(String.format("%s%012d", kind, progress.step()));
        Path unfinished = folder.resolve("unfinished-" + target.getFileName());
        try {
            delete(unfinished);
            Files.createDirectories(unfinished);
            writing.at(unfinished.resolve(PREFIX));
            CheckpointManifest.write(unfinished, hash, progress, durable);
            delete(target);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            for (Path old : newestFirst(kind).stream().skip(kept).toList()) {
                delete(old);
            }
            return target;
        } catch (IOException | RuntimeException failed) {
            throw new CheckpointException(target, failed);
        }
    }

    private List<Path> newestFirst(String kind) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> path.getFileName().toString().startsWith(kind))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException unreadable) {
            throw new CheckpointException(folder, unreadable);
        }
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

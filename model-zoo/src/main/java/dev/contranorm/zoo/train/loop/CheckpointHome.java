package dev.contranorm.zoo.train.loop;

import dev.contranorm.zoo.train.task.TrainingSettings;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The places of a trial's checkpoints: the folder in the settings, or, if none is set and training must return to its best
 * epoch, a temporary folder that is deleted after training.
 *
 * @param resumable where the newest state is kept; empty without a folder in the settings
 * @param best where the best epoch's weights are kept; empty if they are not needed
 * @param temporary deleted at the end
 */
public record CheckpointHome(Optional<Checkpoints> resumable, Optional<Checkpoints> best, Optional<Path> temporary)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointHome.class);

    /**
     * @param best whether the {@code paper} protocol also uses the best epoch
     */
    public static CheckpointHome of(TrialSpec spec, TrainingSettings settings, boolean best) {
        String hash = spec.hash();
        if (settings.checkpointFolder().isPresent()) {
            Path folder = settings.checkpointFolder().get().resolve(hash);
            Optional<Checkpoints> checkpoints = Optional.of(new Checkpoints(folder, hash));
            return new CheckpointHome(checkpoints, checkpoints, Optional.empty());
        }
        if (spec.protocol() == Protocol.PAPER && !best) {
            return new CheckpointHome(Optional.empty(), Optional.empty(), Optional.empty());
        }
        try {
            Path temporary = Files.createTempDirectory("best-epoch-");
            return new CheckpointHome(
                    Optional.empty(), Optional.of(new Checkpoints(temporary, hash)), Optional.of(temporary));
        } catch (IOException failed) {
            throw new CheckpointException(Path.of(System.getProperty("java.io.tmpdir")), failed);
        }
    }

    @Override
    public void close() {
        temporary.ifPresent(folder -> {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            } catch (IOException left) {
                LOG.warn("{}: cannot be deleted: {}", folder, left.getMessage());
            }
        });
    }
}

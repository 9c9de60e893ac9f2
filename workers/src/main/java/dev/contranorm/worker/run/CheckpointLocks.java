package dev.contranorm.worker.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prevents two workers that share a checkpoint folder from writing checkpoints of the same trial. Without these locks that
 * would happen when the broker delivers a trial again while its first worker still trains: the second worker waits, then
 * resumes from the checkpoint of the first.
 *
 * <p>One file holds the locks of all trials: a trial locks the byte whose position comes from its hash. A lock ends with its
 * process.
 */
final class CheckpointLocks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointLocks.class);
    private static final int HASH_DIGITS = 15;

    /** The lock of a worker without a checkpoint folder, and on file systems without locks. */
    static final Lock UNGUARDED = new Lock(Optional.empty(), false);

    private final FileChannel channel;

    private CheckpointLocks(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws IOException when the folder cannot be written */
    static Optional<CheckpointLocks> in(Optional<Path> checkpoints) throws IOException {
        if (checkpoints.isEmpty()) {
            return Optional.empty();
        }
        Files.createDirectories(checkpoints.get());
        return Optional.of(new CheckpointLocks(FileChannel.open(
                checkpoints.get().resolve("locks"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)));
    }

    /** Tries to lock the checkpoints of the trial with this hash; the lock is not held when another process has it. */
    Lock tryLock(String hash) {
        try {
            return new Lock(
                    Optional.ofNullable(channel.tryLock(Long.parseLong(hash.substring(0, HASH_DIGITS), 16), 1, false)),
                    true);
        } catch (IOException noLocksHere) {
            LOG.warn(
                    "this file system has no locks ({}): checkpoints are not protected from other workers",
                    noLocksHere.getMessage());
            return UNGUARDED;
        }
    }

    /** A trial's lock, or the failed try to get it. */
    record Lock(Optional<FileLock> lock, boolean guarded) implements AutoCloseable {
        boolean isHeld() {
            return lock.isPresent() || !guarded;
        }

        @Override
        public void close() throws IOException {
            if (lock.isPresent()) {
                lock.get().close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

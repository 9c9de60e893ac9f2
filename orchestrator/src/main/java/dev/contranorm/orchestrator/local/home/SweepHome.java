package dev.contranorm.orchestrator.local.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The home folder, with everything that a local server keeps: {@code .sweep}, or the folder that {@code SWEEP_HOME} names. */
public record SweepHome(Path path) {
    private static final long NEEDED_BYTES = 512L << 20;
    /** PostgreSQL writes its log in files of 16 MB, and stops when it cannot create one. */
    private static final long LEAST_BYTES = 48L << 20;

    public SweepHome {
        path = path.toAbsolutePath().normalize();
    }

    /** {@code SWEEP_HOME} when set, otherwise {@code .sweep} in the working directory. */
    public static SweepHome of(Map<String, String> environment) {
        String home = environment.getOrDefault("SWEEP_HOME", "");
        return new SweepHome(Path.of(home.isBlank() ? ".sweep" : home));
    }

    public Path database() {
        return path.resolve("database");
    }

    public Path broker() {
        return path.resolve("broker");
    }

    public Path checkpoints() {
        return path.resolve("checkpoints");
    }

    public Path logs() {
        return path.resolve("logs");
    }

    public Path mlflow() {
        return path.resolve("mlflow");
    }

    Path lock() {
        return path.resolve("lock");
    }

    Path address() {
        return path.resolve("address.json");
    }

    /** Whether a database exists here. */
    public boolean hasDatabase() {
        return Files.isDirectory(database());
    }

    /**
     * Creates the folder.
     *
     * @throws LocalServerException when it cannot be created or written
     */
    public void create() {
        try {
            Files.createDirectories(logs());
        } catch (IOException problem) {
            throw new LocalServerException(
                    "the folder " + path + " cannot be created (" + problem
                            + "); make its parent writable or name another folder with" + " SWEEP_HOME",
                    problem);
        }
        if (!Files.isWritable(path)) {
            throw new LocalServerException(
                    "the folder " + path + " is not writable; make it writable or name another folder with SWEEP_HOME");
        }
    }

    /**
     * Database and broker fail badly on a full disk, so there must be space before they start.
     *
     * @throws LocalServerException when less than half a gigabyte is free
     */
    public void requireRoom() {
        long free = freeBytes();
        if (free < NEEDED_BYTES) {
            throw new LocalServerException("the disk of " + path + " is full: " + (free >> 20) + " MB are free, "
                    + (NEEDED_BYTES >> 20) + " MB are needed; free some space or name another folder with SWEEP_HOME");
        }
    }

    /** Why the server cannot continue here, and what to do; empty while there is space. */
    public Optional<String> full() {
        long free = freeBytes();
        return free >= LEAST_BYTES
                ? Optional.empty()
                : Optional.of("the disk of " + path + " is full: " + (free >> 20) + " MB are free; free at least "
                        + (NEEDED_BYTES >> 20) + " MB and run the same command again: finished trials are kept, and"
                        + " the rest continues");
    }

    /** Free space in bytes where the folder is or will be. */
    public long freeBytes() {
        Path existing = path;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        try {
            return Files.getFileStore(existing).getUsableSpace();
        } catch (IOException problem) {
            throw new LocalServerException("the disk of " + path + " cannot be read: " + problem, problem);
        }
    }
}

package dev.contranorm.orchestrator.local.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The lock of a home folder: at most one server uses it. The operating system releases the lock when the process ends, however
 * it ends; the file's text only says who holds it.
 */
public final class HomeLock implements AutoCloseable {
    // POSIX releases a file's locks when the process closes any handle of it, so a folder held here is not opened
    // again.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private HomeLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** @throws LocalServerException when another process holds the lock */
    public static HomeLock take(SweepHome folder) {
        folder.create();
        if (!HELD.add(folder.lock())) {
            throw new LocalServerException("this process already uses " + folder.path());
        }
        boolean taken = false;
        try {
            FileChannel channel = open(folder.lock());
            if (channel.tryLock() == null) {
                channel.close();
                throw new LocalServerException("another sweep process uses " + folder.path() + " ("
                        + Files.readString(folder.lock()).strip()
                        + "): submit to it with `sweep submit FILE` and follow it with `sweep watch`, wait for it to"
                        + " end, or name another folder with SWEEP_HOME");
            }
            taken = true;
            return new HomeLock(folder.lock(), channel);
        } catch (IOException problem) {
            throw unlockable(folder.lock(), problem);
        } finally {
            if (!taken) {
                HELD.remove(folder.lock());
            }
        }
    }

    /** Whether a process holds the lock. */
    static boolean taken(SweepHome folder) {
        if (HELD.contains(folder.lock())) {
            return true;
        }
        if (!Files.exists(folder.lock())) {
            return false;
        }
        try (FileChannel channel = open(folder.lock())) {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                return true;
            }
            lock.release();
            return false;
        } catch (IOException problem) {
            throw unlockable(folder.lock(), problem);
        }
    }

    /** Records who holds it, for the message to the next process. */
    public void describe(String command) {
        try {
            String text = "process " + ProcessHandle.current().pid() + ", " + command;
            channel.truncate(0);
            channel.write(StandardCharsets.UTF_8.encode(text), 0);
        } catch (IOException ignored) {
            // The text is informative only; the lock holds without it.
        }
    }

    private static FileChannel open(Path file) {
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException problem) {
            throw unlockable(file, problem);
        }
    }

    private static LocalServerException unlockable(Path file, IOException problem) {
        return new LocalServerException("the lock " + file + " cannot be taken: " + problem, problem);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException ignored) {
            // Closing releases the lock in any case.
        }
        HELD.remove(file);
    }
}

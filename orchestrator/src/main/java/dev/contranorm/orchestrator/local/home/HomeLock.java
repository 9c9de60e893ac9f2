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
 * At most one house lives in a folder. The operating system lets go of the lock when the process ends, however it ends; the
 * file's text only tells people who holds it.
 */
public final class HomeLock implements AutoCloseable {
    // POSIX lets go of a file's locks when the process closes any handle of it, so a folder held here is not opened
    // again.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private HomeLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * @throws LocalServerException when another process lives in the folder
     */
    public static HomeLock take(SweepHome folder) {
        folder.create();
        if (!HELD.add(folder.lock())) {
            throw new LocalServerException("this process already works in " + folder.path());
        }
        boolean taken = false;
        try {
            FileChannel channel = open(folder.lock());
            if (channel.tryLock() == null) {
                channel.close();
                throw new LocalServerException("another sweep process works in " + folder.path() + " ("
                        + Files.readString(folder.lock()).strip()
                        + "): give it more work with `sweep submit FILE` and look on with `sweep watch`, wait for its"
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

    /** Whether some process holds the lock. */
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

    /** Says who holds it: for the message that the next one gets. */
    public void describe(String command) {
        try {
            String text = "process " + ProcessHandle.current().pid() + ", " + command;
            channel.truncate(0);
            channel.write(StandardCharsets.UTF_8.encode(text), 0);
        } catch (IOException ignored) {
            // The text is only a courtesy; the lock holds without it.
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

package dev.contranorm.worker.run;

import java.nio.file.Path;
import java.util.Optional;

/** Another process that holds a trial's checkpoint lock, like a worker that still trains the trial. */
final class OtherProcessLock implements AutoCloseable {
    private final Process process;

    private OtherProcessLock(Process process) {
        this.process = process;
    }

    static OtherProcessLock on(Path checkpoints, String hash) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        OtherProcessLock.class.getName(),
                        checkpoints.toString(),
                        hash)
                .start();
        // Its first byte says that it holds the lock.
        process.getInputStream().read();
        return new OtherProcessLock(process);
    }

    public static void main(String[] arguments) throws Exception {
        CheckpointLocks locks =
                CheckpointLocks.in(Optional.of(Path.of(arguments[0]))).orElseThrow();
        try (CheckpointLocks.Lock lock = locks.tryLock(arguments[1])) {
            System.out.println(lock.isHeld());
            System.in.read();
        }
    }

    /** Kills the process, which releases its lock. */
    void release() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        release();
    }
}

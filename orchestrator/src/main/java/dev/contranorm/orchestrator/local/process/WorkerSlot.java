package dev.contranorm.orchestrator.local.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that starts one worker process, and restarts it when it crashes. */
final class WorkerSlot {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerSlot.class);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final long LARGEST_LOG = 10L << 20;

    private final String name;
    private final WorkerCommand command;
    private final Path log;
    private final RestartDelay backoff;
    private final Thread supervisor;
    private Process process;
    private boolean closing;
    private String failure = "";

    WorkerSlot(String name, WorkerCommand command, Path log, RestartDelay backoff) {
        this.name = name;
        this.command = command;
        this.log = log;
        this.backoff = backoff;
        this.supervisor = new Thread(this::supervise, name);
        supervisor.setDaemon(true);
    }

    void start() {
        supervisor.start();
    }

    /** Why the worker is not restarted; empty while it is running or about to start. */
    synchronized Optional<String> failure() {
        return failure.isEmpty() ? Optional.empty() : Optional.of(failure);
    }

    synchronized Optional<Long> pid() {
        return process != null && process.isAlive() ? Optional.of(process.pid()) : Optional.empty();
    }

    private void supervise() {
        try {
            while (true) {
                Instant started = Instant.now();
                Process child = launch();
                if (child == null) {
                    return;
                }
                int code = child.waitFor();
                Optional<Duration> wait = backoff.afterCrash(Duration.between(started, Instant.now()));
                synchronized (this) {
                    if (closing) {
                        return;
                    }
                    String what = name + " ended with code " + code + " (log: " + log + ")";
                    if (wait.isEmpty()) {
                        failure = what + ", too often in a row; not restarting it";
                        LOG.error("{}", failure);
                        return;
                    }
                    LOG.warn("{}; restarting it in {} s", what, wait.get().toSeconds());
                    wait(wait.get().toMillis());
                }
            }
        } catch (IOException problem) {
            synchronized (this) {
                failure = name + " cannot be started: " + problem.getMessage();
            }
            LOG.error("{} cannot be started", name, problem);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Process launch() throws IOException {
        if (closing) {
            return null;
        }
        if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
            Files.move(log, Path.of(log + ".old"), StandardCopyOption.REPLACE_EXISTING);
        }
        File output = log.toFile();
        process = command.builder(name)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
                .start();
        LOG.info("{} is process {}", name, process.pid());
        return process;
    }

    /** Asks the worker to stop: it writes a checkpoint and releases its trial. */
    synchronized void stop() {
        closing = true;
        notifyAll();
        if (process != null) {
            process.destroy();
        }
    }

    /** Waits until the worker has stopped; kills it when it takes too long. */
    void await() throws InterruptedException {
        Process child;
        synchronized (this) {
            child = process;
        }
        if (child != null && !child.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("{} did not stop within {} s; killing it", name, GRACE.toSeconds());
            child.destroyForcibly().waitFor();
        }
    }
}

package dev.contranorm.orchestrator.cli.option;

import dev.contranorm.orchestrator.local.LocalSettings;
import picocli.CommandLine.Option;

/** {@code --workers} and {@code --threads}: how the workers share the cores of this machine. */
public final class WorkersOption {
    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Number of worker processes (default: one per core; 0: train on other machines only).")
    private Integer workers;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "Threads per worker (default: cores divided by workers). The number of threads affects the order"
                            + " of sums, so the last digits of a result may depend on it.")
    private Integer threads;

    public int workers() {
        int number = workers == null ? Runtime.getRuntime().availableProcessors() : workers;
        if (number < 0 || number > 1024) {
            throw new UsageException("--workers: " + number + " is out of range; use 0 to 1024");
        }
        return number;
    }

    int threads() {
        int number = threads == null ? LocalSettings.threadsFor(workers()) : threads;
        if (number < 1 || number > 1024) {
            throw new UsageException("--threads: " + number + " is out of range; use 1 to 1024");
        }
        return number;
    }
}

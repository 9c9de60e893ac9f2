package dev.contranorm.orchestrator.cli.option;

import dev.contranorm.orchestrator.local.LocalSettings;
import picocli.CommandLine.Option;

/** {@code --workers} and {@code --threads}: how this machine's cores are shared. */
public final class WorkersOption {
    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Worker processes (default: one per core; 0: only workers elsewhere train).")
    private Integer workers;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "Threads of one worker (default: the cores shared by the workers). The number of threads decides"
                            + " the order of sums, so the last digits of a result may depend on it.")
    private Integer threads;

    public int workers() {
        int number = workers == null ? Runtime.getRuntime().availableProcessors() : workers;
        if (number < 0 || number > 1024) {
            throw new UsageException("--workers: must be between 0 and 1024, not " + number);
        }
        return number;
    }

    int threads() {
        int number = threads == null ? LocalSettings.threadsFor(workers()) : threads;
        if (number < 1 || number > 1024) {
            throw new UsageException("--threads: must be between 1 and 1024, not " + number);
        }
        return number;
    }
}

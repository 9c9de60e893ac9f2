package dev.contranorm.orchestrator.cli.bench;

import dev.contranorm.orchestrator.cli.option.UsageException;
import picocli.CommandLine.Option;

/** How long and on how many threads is measured. */
final class MeasurementOptions {
    @Option(names = "--threads", paramLabel = "N", description = "Computing threads (default: one per core).")
    private Integer threads;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "20", description = "Measured steps (default: 20).")
    private int steps;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            defaultValue = "5",
            description = "Steps before the measured ones (default: 5).")
    private int warmup;

    int threads() {
        return positive("--threads", threads == null ? Runtime.getRuntime().availableProcessors() : threads);
    }

    int steps() {
        return positive("--steps", steps);
    }

    int warmup() {
        if (warmup < 0) {
            throw new UsageException("--warmup: must not be negative, not " + warmup);
        }
        return warmup;
    }

    private static int positive(String option, int value) {
        if (value < 1) {
            throw new UsageException(option + ": must be at least 1, not " + value);
        }
        return value;
    }
}

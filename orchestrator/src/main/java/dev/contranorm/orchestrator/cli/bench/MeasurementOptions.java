package dev.contranorm.orchestrator.cli.bench;

import dev.contranorm.orchestrator.cli.option.UsageException;
import picocli.CommandLine.Option;

/** The options of a measurement: threads, steps and warm-up steps. */
final class MeasurementOptions {
    @Option(names = "--threads", paramLabel = "N", description = "Compute threads (default: one per core).")
    private Integer threads;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "20",
            description = "Number of measured steps (default: 20).")
    private int steps;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            defaultValue = "5",
            description = "Number of warm-up steps before the measured steps (default: 5).")
    private int warmup;

    int threads() {
        return positive("--threads", threads == null ? Runtime.getRuntime().availableProcessors() : threads);
    }

    int steps() {
        return positive("--steps", steps);
    }

    int warmup() {
        if (warmup < 0) {
            throw new UsageException("--warmup: " + warmup + " is out of range; use 0 or more");
        }
        return warmup;
    }

    private static int positive(String option, int value) {
        if (value < 1) {
            throw new UsageException(option + ": " + value + " is out of range; use 1 or more");
        }
        return value;
    }
}

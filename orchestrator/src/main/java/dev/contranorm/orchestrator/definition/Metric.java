package dev.contranorm.orchestrator.definition;

import java.util.Objects;

/**
 * What the sweep's table shows.
 *
 * @param name as a trial reports it, such as {@code test/accuracy} (a fraction)
 * @param maximize whether more is better
 */
public record Metric(String name, boolean maximize) {
    public Metric {
        Objects.requireNonNull(name, "name");
    }

    /** The word used in definitions. */
    public String goal() {
        return maximize ? "maximize" : "minimize";
    }
}

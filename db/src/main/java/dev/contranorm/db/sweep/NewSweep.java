package dev.contranorm.db.sweep;

import java.util.Objects;

/**
 * A sweep to be submitted.
 *
 * @param definition the definition as YAML, overrides applied
 * @param definitionHash identity of the definition: the same hash is the same sweep
 * @param protocol the protocol's name; {@code mixed} when its trials have different ones
 * @param metric name of the metric that tables show, for example {@code test/accuracy}
 * @param maximize whether a higher value is better
 * @param plannedTrials how many trials the plan has
 */
public record NewSweep(
        String name,
        String definition,
        String definitionHash,
        String protocol,
        String metric,
        boolean maximize,
        long plannedTrials,
        SweepLimits limits) {
    public NewSweep {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(definition, "definition");
        Objects.requireNonNull(definitionHash, "definitionHash");
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(limits, "limits");
        if (plannedTrials < 0) {
            throw new IllegalArgumentException("plannedTrials: " + plannedTrials + " is negative");
        }
    }
}

package dev.contranorm.orchestrator.definition;

import dev.contranorm.zoo.trial.TrialSpec;
import java.util.Objects;

/**
 * One parameter of a sweep.
 *
 * @param key as the catalogue knows it, such as {@code norm.scale}, or {@code protocol}
 * @param when the cells that have this parameter; elsewhere the catalogue's default holds
 */
public record Axis(String key, Domain domain, Condition when) {
    public Axis {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(domain, "domain");
        Objects.requireNonNull(when, "when");
    }

    /** Whether it is the choice of a dataset's split: no part of a cell, but what cells are repeated over. */
    public boolean isSplit() {
        return key.equals(TrialSpec.SPLIT);
    }
}

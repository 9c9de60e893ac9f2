package dev.contranorm.orchestrator.plan;

import dev.contranorm.zoo.trial.TrialSpec;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** What is known from earlier sweeps: reusable results, and how long trials took. */
public interface History {
    /** Nothing is known. */
    History NONE = new History() {
        @Override
        public Set<String> succeeded(Collection<String> hashes) {
            return Set.of();
        }

        @Override
        public Optional<Duration> typical(TrialSpec spec) {
            return Optional.empty();
        }
    };

    /** The hashes that have a result; called with at most a thousand at a time. */
    Set<String> succeeded(Collection<String> hashes);

    /** The time that trials of this kind took; empty when none was measured. */
    Optional<Duration> typical(TrialSpec spec);
}

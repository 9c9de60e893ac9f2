package dev.contranorm.orchestrator.plan;

import dev.contranorm.zoo.trial.TrialSpec;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** What earlier sweeps left: results that can be reused, and how long trials took. */
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

    /** Those of the hashes that have a result; asked in batches of at most a thousand. */
    Set<String> succeeded(Collection<String> hashes);

    /** How long a trial of this kind took, from measured ones; empty when none was measured. */
    Optional<Duration> typical(TrialSpec spec);
}

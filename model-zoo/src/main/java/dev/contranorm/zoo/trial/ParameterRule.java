package dev.contranorm.zoo.trial;

import java.util.Optional;

/** What several parameters of a trial must fulfil together, each being in its range. */
@FunctionalInterface
public interface ParameterRule {
    /** What is wrong, or empty when the trial is sound. */
    Optional<Problem> check(TrialSpec spec);
}

package dev.contranorm.zoo.trial;

import java.util.Optional;

/** A constraint across several parameters of a trial, each of which is in its range. */
@FunctionalInterface
public interface ParameterRule {
    /** The violation; empty if the trial is valid. */
    Optional<Problem> check(TrialSpec spec);

    /**
     * Requires one whole number to be a multiple of another.
     *
     * @param remedy what the user can do
     */
    static ParameterRule multiple(String key, String of, String remedy) {
        return spec -> spec.integer(key) % spec.integer(of) == 0
                ? Optional.empty()
                : Optional.of(new Problem(
                        key, spec.integer(key) + " is not a multiple of " + of + ": " + spec.integer(of), remedy));
    }
}

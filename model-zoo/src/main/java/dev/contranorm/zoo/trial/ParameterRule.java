package dev.contranorm.zoo.trial;

import java.util.Optional;

/** What several parameters of a trial must fulfil together, each being in its range. */
@FunctionalInterface
public interface ParameterRule {
    /** What is wrong, or empty when the trial is sound. */
    Optional<Problem> check(TrialSpec spec);

    /**
     * One whole number is a multiple of another.
     *
     * @param mend what else would help than changing one of them
     */
    static ParameterRule multiple(String key, String of, String mend) {
        return spec -> spec.integer(key) % spec.integer(of) == 0
                ? Optional.empty()
                : Optional.of(new Problem(
                        key, spec.integer(key) + " is no multiple of " + of + ": " + spec.integer(of), mend));
    }
}

package dev.contranorm.db.trial;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * The state of a trial and its result.
 *
 * @param reason one line: why it failed, was cancelled, or is tried again
 * @param metric final value of the sweep's metric
 * @param metrics final values of all metrics, by name
 * @param reusedFrom the trial of another sweep whose result this one carries
 */
public record TrialStatus(
        TrialState state,
        Optional<String> reason,
        OptionalDouble metric,
        SortedMap<String, Double> metrics,
        OptionalLong reusedFrom) {}

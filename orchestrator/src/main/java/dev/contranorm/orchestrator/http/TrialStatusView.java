package dev.contranorm.orchestrator.http;

import dev.contranorm.db.trial.TrialStatus;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;

/** The state and the result of a trial, as the API shows them. {@code metric} is the sweep's own metric. */
record TrialStatusView(
        String state,
        Optional<String> reason,
        OptionalDouble metric,
        SortedMap<String, Double> metrics,
        OptionalLong reusedFrom) {
    static TrialStatusView of(TrialStatus status) {
        return new TrialStatusView(
                status.state().label(), status.reason(), status.metric(), status.metrics(), status.reusedFrom());
    }
}

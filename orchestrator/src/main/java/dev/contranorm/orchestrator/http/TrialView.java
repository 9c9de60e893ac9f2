package dev.contranorm.orchestrator.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.contranorm.db.result.TrialRow;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;

/** A trial of a sweep in a list of the API. {@code metric} is the sweep's own metric. */
record TrialView(
        long id,
        long index,
        String hash,
        String cellHash,
        long seed,
        @JsonRawValue String spec,
        String state,
        Optional<String> reason,
        OptionalDouble metric,
        SortedMap<String, Double> metrics,
        OptionalLong reusedFrom,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        OptionalDouble wallMillis) {
    static TrialView of(TrialRow row) {
        return new TrialView(
                row.id(),
                row.index(),
                row.hash(),
                row.cellHash(),
                row.seed(),
                row.spec(),
                row.state().label(),
                row.reason(),
                row.metric(),
                row.metrics(),
                row.reusedFrom(),
                row.startedAt(),
                row.endedAt(),
                row.wallMillis());
    }
}

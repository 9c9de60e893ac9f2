package dev.contranorm.orchestrator.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.contranorm.db.result.TrialRow;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/** A trial of a sweep in a list of the API. {@code metric} is the sweep's own metric. */
record TrialView(
        long id,
        long index,
        String hash,
        String cellHash,
        long seed,
        @JsonRawValue String spec,
        @JsonUnwrapped TrialStatusView status,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        OptionalDouble wallMillis) {
    static TrialView of(TrialRow row) {
        return new TrialView(
                row.id(),
                row.index(),
                row.spec().hash(),
                row.spec().cellHash(),
                row.spec().seed(),
                row.spec().json(),
                TrialStatusView.of(row.status()),
                row.times().startedAt(),
                row.times().endedAt(),
                row.wallMillis());
    }
}

package dev.contranorm.db.result;

import dev.contranorm.db.trial.TrialState;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;

/** One trial of a sweep, as an export shows it. {@code metrics} are the final values; {@code wallMillis} those of the last attempt. */
public record TrialRow(
        long id,
        long index,
        String hash,
        String cellHash,
        long seed,
        String spec,
        TrialState state,
        Optional<String> reason,
        OptionalDouble metric,
        SortedMap<String, Double> metrics,
        OptionalLong reusedFrom,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        OptionalDouble wallMillis) {}

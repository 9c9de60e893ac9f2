package dev.contranorm.db.trial;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * Everything about one trial but its metric history.
 *
 * @param index position in its sweep's plan, from 0
 * @param attempt the highest attempt number known, 0 before the first
 * @param metric value of the sweep's metric
 * @param metrics final values of all metrics
 * @param reusedFrom the trial of another sweep whose result this one carries; its attempts and history are that trial's
 */
public record TrialDetail(
        long id,
        long sweepId,
        long index,
        String hash,
        String cellHash,
        String dataset,
        String backbone,
        String norm,
        String protocol,
        long seed,
        String spec,
        TrialState state,
        Optional<String> reason,
        int attempt,
        OptionalDouble metric,
        SortedMap<String, Double> metrics,
        OptionalLong reusedFrom,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        List<Attempt> attempts,
        List<Checkpoint> checkpoints) {}

package dev.contranorm.db.event;

import dev.contranorm.db.trial.MetricPoint;
import dev.contranorm.db.trial.ResourceUsage;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a worker reported about an attempt. (trial, attempt, sequence) is its identity; sequences rise within an attempt. */
public sealed interface TrialChange {
    long trialId();

    long sweepId();

    /** From 1 on. */
    int attempt();

    /** From 1 on, rising in each attempt. */
    long sequence();

    String worker();

    /** The worker's clock. */
    Instant at();

    /** @param provenance JSON object: {@code datasetDigest}, {@code codeVersion}, {@code libraries}, {@code device}, {@code threads} */
    record Started(
            long trialId,
            long sweepId,
            int attempt,
            long sequence,
            String worker,
            Instant at,
            String provenance,
            int epochs,
            int firstEpoch)
            implements TrialChange {
        public Started {
            Objects.requireNonNull(provenance, "provenance");
        }
    }

    /** @param epoch the newest epoch in the points */
    record Measured(
            long trialId,
            long sweepId,
            int attempt,
            long sequence,
            String worker,
            Instant at,
            int epoch,
            List<MetricPoint> points)
            implements TrialChange {
        public Measured {
            points = List.copyOf(points);
        }
    }

    record Heartbeat(long trialId, long sweepId, int attempt, long sequence, String worker, Instant at)
            implements TrialChange {}

    record Checkpointed(
            long trialId,
            long sweepId,
            int attempt,
            long sequence,
            String worker,
            Instant at,
            int epoch,
            String location,
            long bytes,
            String sha256)
            implements TrialChange {}

    /** @param metrics final values by name */
    record Finished(
            long trialId,
            long sweepId,
            int attempt,
            long sequence,
            String worker,
            Instant at,
            boolean stoppedEarly,
            int epochs,
            SortedMap<String, Double> metrics,
            ResourceUsage usage)
            implements TrialChange {
        public Finished {
            metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
            Objects.requireNonNull(usage, "usage");
        }
    }

    /**
     * @param kind the failure's kind in the bus's words, for example {@code DIVERGED}
     * @param retryable whether another attempt may end better
     * @param reason one line
     * @param detail a stack trace, or empty
     */
    record Failed(
            long trialId,
            long sweepId,
            int attempt,
            long sequence,
            String worker,
            Instant at,
            String kind,
            boolean retryable,
            String reason,
            String detail)
            implements TrialChange {}

    /** @param again whether the bus delivers the trial again; else it waits to be published anew */
    record Released(
            long trialId,
            long sweepId,
            int attempt,
            long sequence,
            String worker,
            Instant at,
            String reason,
            boolean again)
            implements TrialChange {}
}

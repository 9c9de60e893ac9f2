package dev.contranorm.worker.bus;

import dev.contranorm.zoo.train.MetricPoint;
import dev.contranorm.zoo.train.Provenance;
import dev.contranorm.zoo.train.ResourceUsage;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a worker reports about one attempt at a trial. The triple (trial, attempt, sequence) is unique, so that applying an
 * event twice changes nothing.
 */
public sealed interface TrialEvent {
    long trialId();

    long sweepId();

    int attempt();

    /**
     * Rises with every event of the attempt; a repeated message has the number it had before. Starts at the worker's clock
     * (microseconds since 1970): a broker that restarts may hand a trial to a second worker under the same attempt number,
     * and their sequences must not meet.
     */
    long sequence();

    /** Name of the reporting worker. */
    String worker();

    /** When the worker saw it, by the worker's clock. */
    Instant at();

    /**
     * Training begins.
     *
     * @param epochs how many the trial has in all
     * @param firstEpoch the epoch it begins with, 1-based; above 1 after a checkpoint was found
     */
    record Started(
            long trialId,
            long sweepId,
            int attempt,
            long sequence,
            String worker,
            Instant at,
            Provenance provenance,
            int epochs,
            int firstEpoch)
            implements TrialEvent {
        public Started {
            Objects.requireNonNull(provenance, "provenance");
        }
    }

    /**
     * Points of one or several epochs.
     *
     * @param epoch the newest epoch among them, 1-based
     */
    record Measured(
            long trialId,
            long sweepId,
            int attempt,
            long sequence,
            String worker,
            Instant at,
            int epoch,
            List<MetricPoint> points)
            implements TrialEvent {
        public Measured {
            points = List.copyOf(points);
        }
    }

    /** Still training; sent every few seconds. */
    record Heartbeat(long trialId, long sweepId, int attempt, long sequence, String worker, Instant at)
            implements TrialEvent {}

    /**
     * A whole checkpoint lies in a folder.
     *
     * @param location the folder, as the worker sees it
     * @param bytes size of all its files
     * @param sha256 over its files' names and contents in the order of their names, 64 hexadecimal digits
     */
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
            implements TrialEvent {
        public Checkpointed {
            Objects.requireNonNull(location, "location");
            Objects.requireNonNull(sha256, "sha256");
        }
    }

    /**
     * Trained to the end, or to where early stopping ended it.
     *
     * @param metrics final values by name, accuracies as fractions
     */
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
            implements TrialEvent {
        public Finished {
            metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
            Objects.requireNonNull(usage, "usage");
        }
    }

    /**
     * The attempt failed. Whether another is made is the orchestrator's decision.
     *
     * @param reason one line for people
     * @param detail the stack trace, or empty
     */
    record Failed(
            long trialId,
            long sweepId,
            int attempt,
            long sequence,
            String worker,
            Instant at,
            FailureKind kind,
            String reason,
            String detail)
            implements TrialEvent {
        public Failed {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(detail, "detail");
        }
    }

    /**
     * The worker gave it back unfinished: it was told to go, or the trial or its sweep was stopped or cancelled.
     *
     * @param again whether the bus delivers the trial again; else it has to be published anew if it is still wanted
     */
    record Released(
            long trialId,
            long sweepId,
            int attempt,
            long sequence,
            String worker,
            Instant at,
            String reason,
            boolean again)
            implements TrialEvent {
        public Released {
            Objects.requireNonNull(reason, "reason");
        }
    }
}

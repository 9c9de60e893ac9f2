package dev.contranorm.worker.bus;

import dev.contranorm.zoo.train.loop.Provenance;
import dev.contranorm.zoo.train.loop.ResourceUsage;
import dev.contranorm.zoo.train.task.MetricPoint;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a worker reports about one attempt at a trial. */
public sealed interface TrialEvent {
    Origin origin();

    default long trialId() {
        return origin().trialId();
    }

    default long sweepId() {
        return origin().sweepId();
    }

    default int attempt() {
        return origin().attempt();
    }

    default long sequence() {
        return origin().sequence();
    }

    default String worker() {
        return origin().worker();
    }

    default Instant at() {
        return origin().at();
    }

    /**
     * Training begins.
     *
     * @param epochs how many epochs the trial has in all
     * @param firstEpoch the epoch that training begins with, 1-based; above 1 when it resumes from a checkpoint
     */
    record Started(Origin origin, Provenance provenance, int epochs, int firstEpoch) implements TrialEvent {
        public Started {
            Objects.requireNonNull(provenance, "provenance");
        }
    }

    /**
     * Points of one or several epochs.
     *
     * @param epoch the newest epoch among them, 1-based
     */
    record Measured(Origin origin, int epoch, List<MetricPoint> points) implements TrialEvent {
        public Measured {
            points = List.copyOf(points);
        }
    }

    /** Training goes on; sent every few seconds. */
    record Heartbeat(Origin origin) implements TrialEvent {}

    /**
     * A checkpoint was saved.
     *
     * @param location its folder, as a path on the worker
     * @param bytes size of all its files
     * @param sha256 over the names and contents of its files, in the order of the names; 64 hexadecimal digits
     */
    record Checkpointed(Origin origin, int epoch, String location, long bytes, String sha256) implements TrialEvent {
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
            Origin origin, boolean stoppedEarly, int epochs, SortedMap<String, Double> metrics, ResourceUsage usage)
            implements TrialEvent {
        public Finished {
            metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
            Objects.requireNonNull(usage, "usage");
        }
    }

    /**
     * The attempt failed. The orchestrator decides whether another one is made.
     *
     * @param reason one line for people
     * @param detail the stack trace, or empty
     */
    record Failed(Origin origin, FailureKind kind, String reason, String detail) implements TrialEvent {
        public Failed {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(detail, "detail");
        }
    }

    /**
     * The worker released the trial unfinished: the worker shut down, or the trial or its sweep was stopped or cancelled.
     *
     * @param again whether the bus delivers the trial again; if not, it must be published again to run
     */
    record Released(Origin origin, String reason, boolean again) implements TrialEvent {
        public Released {
            Objects.requireNonNull(reason, "reason");
        }
    }
}

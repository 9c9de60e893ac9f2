package dev.contranorm.db.event;

import dev.contranorm.db.trial.MetricPoint;
import dev.contranorm.db.trial.ResourceUsage;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a worker reports about an attempt. */
public sealed interface TrialChange {
    EventHeader header();

    default long trialId() {
        return header().trialId();
    }

    default int attempt() {
        return header().attempt();
    }

    default long sequence() {
        return header().sequence();
    }

    default String worker() {
        return header().worker();
    }

    default Instant at() {
        return header().at();
    }

    /**
     * Training begins.
     *
     * @param provenance JSON object: {@code datasetDigest}, {@code codeVersion}, {@code libraries}, {@code device}, {@code threads}
     * @param epochs how many the trial has in all
     * @param firstEpoch from 1; above 1 when the attempt resumes from a checkpoint
     */
    record Started(EventHeader header, String provenance, int epochs, int firstEpoch) implements TrialChange {
        public Started {
            Objects.requireNonNull(provenance, "provenance");
        }
    }

    /**
     * Points of one or several epochs.
     *
     * @param epoch the newest epoch among them
     */
    record Measured(EventHeader header, int epoch, List<MetricPoint> points) implements TrialChange {
        public Measured {
            points = List.copyOf(points);
        }
    }

    /** Still training. */
    record Heartbeat(EventHeader header) implements TrialChange {}

    /**
     * A checkpoint is complete.
     *
     * @param location folder or address as the worker gives it
     * @param sha256 digest of its content, hexadecimal
     */
    record Checkpointed(EventHeader header, int epoch, String location, long bytes, String sha256)
            implements TrialChange {}

    /**
     * Trained to the end, or to where early stopping ended it.
     *
     * @param metrics final values by name
     */
    record Finished(
            EventHeader header,
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
     * The attempt failed.
     *
     * @param kind the kind of failure as the bus names it, for example {@code DIVERGED}
     * @param retryable whether another attempt may succeed
     * @param reason one line
     * @param detail a stack trace, or empty
     */
    record Failed(EventHeader header, String kind, boolean retryable, String reason, String detail)
            implements TrialChange {}

    /**
     * The worker gave the trial back unfinished.
     *
     * @param again whether the bus delivers the trial again; otherwise it must be published again
     */
    record Released(EventHeader header, String reason, boolean again) implements TrialChange {}
}

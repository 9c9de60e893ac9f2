package dev.contranorm.db.event;

import java.time.Instant;
import java.util.Objects;

/**
 * Which attempt reports, and in which order. The triple (trial, attempt, sequence) is unique.
 *
 * @param attempt from 1
 * @param sequence positive; rises within an attempt
 * @param worker name of the reporting worker
 * @param at when the worker saw it, by the worker's clock
 */
public record EventHeader(long trialId, long sweepId, int attempt, long sequence, String worker, Instant at) {
    public EventHeader {
        Objects.requireNonNull(worker, "worker");
        Objects.requireNonNull(at, "at");
    }
}

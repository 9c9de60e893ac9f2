package dev.contranorm.worker.bus;

import java.time.Instant;
import java.util.Objects;

/**
 * Where an event comes from. The triple (trial, attempt, sequence) is unique; applying an event twice changes nothing.
 *
 * @param sequence rises with every event of the attempt; a message that is sent again keeps its number. Starts at the
 *     worker's clock (microseconds since 1970): a broker that restarts may deliver a trial to a second worker under the same
 *     attempt number, and their sequences must not overlap
 * @param worker name of the reporting worker
 * @param at when it happened, by the worker's clock
 */
public record Origin(long trialId, long sweepId, int attempt, long sequence, String worker, Instant at) {
    public Origin {
        Objects.requireNonNull(worker, "worker");
        Objects.requireNonNull(at, "at");
    }
}

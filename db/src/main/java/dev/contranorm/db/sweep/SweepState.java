package dev.contranorm.db.sweep;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Where a sweep stands. {@link SweepTransitions} is the table of changes. */
public enum SweepState {
    /** Its trials are being written; those written are already published. */
    EXPANDING,
    /** All trials are written. */
    RUNNING,
    /** Nothing is published; running trials end. */
    PAUSED,
    /** Draining: what has not started is cancelled, running trials end. */
    STOPPING,
    /** Every trial ended. */
    FINISHED,
    /** Everything was broken off. */
    CANCELLED;

    /** Whether nothing happens to it any more unless a person retries it. */
    public boolean ended() {
        return this == FINISHED || this == CANCELLED;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> labels(Collection<SweepState> states) {
        return states.stream().map(SweepState::label).toList();
    }

    public static SweepState of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}

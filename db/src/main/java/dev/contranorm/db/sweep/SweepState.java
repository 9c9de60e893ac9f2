package dev.contranorm.db.sweep;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The state of a sweep. {@link SweepTransitions} is the table of changes. */
public enum SweepState {
    /** Its trials are being written; those already written are published. */
    EXPANDING,
    /** All trials are written. */
    RUNNING,
    /** Nothing is published; running trials finish. */
    PAUSED,
    /** Trials that have not started are cancelled; running trials finish. */
    STOPPING,
    /** Every trial ended. */
    FINISHED,
    /** Every trial that had not ended was cancelled. */
    CANCELLED;

    /** Whether nothing changes any more unless a person resumes or retries it. */
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

package dev.contranorm.db.trial;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The state of a trial. The row in the database is the authority; {@link TrialTransitions} is the table of changes. */
public enum TrialState {
    /** Waits in the outbox to be published. */
    PENDING,
    /** On the bus, and no worker has it. */
    QUEUED,
    /** A worker is training it. */
    RUNNING,
    /** Ended with a result. */
    SUCCEEDED,
    /** Ended without a result, and not tried again; {@code reason} says why. */
    FAILED,
    /** Ended early by its own protocol (patience), with a result that counts. */
    STOPPED,
    /** A person or a limit of the sweep ended it. */
    CANCELLED;

    /** Whether no worker's event changes it any more; only a person's retry does. */
    public boolean ended() {
        return this == SUCCEEDED || this == FAILED || this == STOPPED || this == CANCELLED;
    }

    /** Whether it ended with a result that tables count and other sweeps may reuse. */
    public boolean hasResult() {
        return this == SUCCEEDED || this == STOPPED;
    }

    /** The word in the database: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> labels(Collection<TrialState> states) {
        return states.stream().map(TrialState::label).toList();
    }

    public static TrialState of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}

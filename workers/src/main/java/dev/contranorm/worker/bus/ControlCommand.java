package dev.contranorm.worker.bus;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/** An instruction to all workers. The control topic is compacted by {@link #key}: the newest command for a key counts. */
public record ControlCommand(Scope scope, long id, Action action, Instant at) {
    /** What the id identifies. */
    public enum Scope {
        SWEEP,
        TRIAL
    }

    /** What workers do. */
    public enum Action {
        /** Running trials finish; waiting ones are released. */
        STOP,
        /** Running trials are released too. */
        CANCEL,
        /** Withdraws the earlier command. */
        RESUME
    }

    public ControlCommand {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(at, "at");
    }

    /** The record's key on the control topic: {@code sweep-<id>} or {@code trial-<id>}. */
    public String key() {
        return scope.name().toLowerCase(Locale.ROOT) + "-" + id;
    }
}

package dev.contranorm.db.trial;

import java.util.Locale;

/** The state of an attempt. Only {@link #FAILED} and {@link #LOST} count against a sweep's {@code maxAttempts}. */
public enum AttemptState {
    RUNNING,
    /** Finished, early or not. */
    SUCCEEDED,
    FAILED,
    /** The worker fell silent, or another delivery began while this attempt was running. */
    LOST,
    /** The worker gave the trial back unfinished. */
    RELEASED,
    /** It began after the trial had ended. */
    REFUSED;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static AttemptState of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}

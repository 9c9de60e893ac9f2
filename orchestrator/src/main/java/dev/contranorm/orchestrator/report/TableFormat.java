package dev.contranorm.orchestrator.report;

import java.util.Locale;

/** The forms of the {@code -o} option. */
public enum TableFormat {
    TABLE,
    JSON,
    CSV,
    MARKDOWN,
    LATEX;

    /** The word of the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

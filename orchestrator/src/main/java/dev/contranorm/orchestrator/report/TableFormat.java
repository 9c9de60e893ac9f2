package dev.contranorm.orchestrator.report;

import java.util.Locale;

/** The output formats of the option {@code -o}. */
public enum TableFormat {
    TABLE,
    JSON,
    CSV,
    MARKDOWN,
    LATEX;

    /** The name on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.contranorm.orchestrator.definition;

import java.util.Locale;

/** How cells are chosen from the parameters. */
public enum Method {
    /** Every combination. */
    GRID,
    /** A number of different combinations, drawn from a seed. */
    RANDOM;

    /** The word used in definitions. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.contranorm.orchestrator.cli.output;

/**
 * The terminal as the launcher detects it: whether standard error is a terminal, and how many columns it has. Java itself
 * can detect neither for standard error.
 */
public record Terminal(boolean interactive, int columns) {
    private static final int DEFAULT_COLUMNS = 120;

    public static Terminal current() {
        int columns = Integer.getInteger("sweep.columns", 0);
        return new Terminal(Boolean.getBoolean("sweep.terminal"), columns > 0 ? columns : DEFAULT_COLUMNS);
    }

    /** The columns of standard output; a file or a pipe has no limit. */
    public static int outputColumns() {
        return Boolean.getBoolean("sweep.output") ? current().columns() : Integer.MAX_VALUE;
    }
}

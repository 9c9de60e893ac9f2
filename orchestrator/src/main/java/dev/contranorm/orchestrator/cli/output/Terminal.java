package dev.contranorm.orchestrator.cli.output;

/**
 * What the launcher knows about the terminal: whether messages are read by a person right now, and how wide it is. Java
 * itself cannot tell for standard error.
 */
public record Terminal(boolean interactive, int columns) {
    private static final int DEFAULT_COLUMNS = 120;

    public static Terminal current() {
        int columns = Integer.getInteger("sweep.columns", 0);
        return new Terminal(Boolean.getBoolean("sweep.terminal"), columns > 0 ? columns : DEFAULT_COLUMNS);
    }

    /** How wide standard output may be: what goes into a file or a pipe has no width. */
    public static int outputColumns() {
        return Boolean.getBoolean("sweep.output") ? current().columns() : Integer.MAX_VALUE;
    }
}

package dev.contranorm.orchestrator.cli;

/**
 * What the launcher knows about the terminal: whether messages are read by a person right now, and how wide it is. Java
 * itself cannot tell for standard error.
 */
record Terminal(boolean interactive, int columns) {
    private static final int DEFAULT_COLUMNS = 120;

    static Terminal current() {
        int columns = Integer.getInteger("sweep.columns", 0);
        return new Terminal(Boolean.getBoolean("sweep.terminal"), columns > 0 ? columns : DEFAULT_COLUMNS);
    }

    /** How wide standard output may be: what goes into a file or a pipe has no width. */
    static int outputColumns() {
        return Boolean.getBoolean("sweep.output") ? current().columns() : Integer.MAX_VALUE;
    }
}

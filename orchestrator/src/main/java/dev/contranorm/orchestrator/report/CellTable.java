package dev.contranorm.orchestrator.report;

import java.util.List;

/** The result table of a sweep. */
public final class CellTable {
    /** Columns of a terminal when nothing is known about it. */
    public static final int DEFAULT_WIDTH = 120;

    /**
     * What stands above the table.
     *
     * @param protocol as the definition names it
     * @param seeds seeds of every cell
     */
    public record Header(String sweep, String metric, boolean maximize, String protocol, List<Long> seeds) {
        public Header {
            seeds = List.copyOf(seeds);
        }
    }

    private final Header header;
    private final List<Cell> cells;

    public CellTable(Header header, List<Cell> cells) {
        this.header = header;
        this.cells = List.copyOf(cells);
    }

    /** The table as text that ends with a line break; width in characters counts for {@link TableFormat#TABLE} only. */
    public String render(TableFormat format, int width) {
        throw new UnsupportedOperationException("not written yet: " + header + cells);
    }
}

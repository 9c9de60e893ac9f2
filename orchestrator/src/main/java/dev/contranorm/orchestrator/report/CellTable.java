package dev.contranorm.orchestrator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The result table of a sweep. Failed trials stand beside the mean; no form of the table averages them away. */
public final class CellTable {
    /** Columns of a terminal when nothing is known about it. */
    public static final int DEFAULT_WIDTH = 120;

    private static final int SEEDS_SHOWN = 10;

    /**
     * What stands above the table.
     *
     * @param protocol as the definition names it
     * @param seeds seeds of every cell; empty when they are not known
     */
    public record Header(String sweep, String metric, boolean maximize, String protocol, List<Long> seeds) {
        public Header {
            seeds = List.copyOf(seeds);
        }
    }

    private final Header header;
    private final List<Cell> cells;
    private final Optional<String> averaged;

    /** @param cells in the order of the plan, which the rows keep */
    public CellTable(Header header, List<Cell> cells) {
        this(header, cells, Optional.empty());
    }

    private CellTable(Header header, List<Cell> cells, Optional<String> averaged) {
        this.header = header;
        this.cells = List.copyOf(cells);
        this.averaged = averaged;
    }

    /** Parameters of which this table has more than one value. */
    public List<String> varying() {
        return List.copyOf(new VaryingParameters(cells).keys());
    }

    /**
     * The same results with the values of a parameter side by side and their average, such as that over a benchmark's tasks.
     *
     * @throws IllegalArgumentException when it is none of {@link #varying()}
     */
    public CellTable averagedOver(String parameter) {
        if (!varying().contains(parameter)) {
            throw new IllegalArgumentException("'" + parameter + "' has no two values in this sweep");
        }
        return new CellTable(header, cells, Optional.of(parameter));
    }

    /** The table as text that ends with a line break; width in characters counts for {@link TableFormat#TABLE} only. */
    public String render(TableFormat format, int width) {
        return switch (format) {
            case JSON ->
                averaged.map(over -> new AverageTable(over, cells).json()).orElseGet(() -> CellList.json(cells));
            case CSV ->
                averaged.map(over -> new AverageTable(over, cells).csv()).orElseGet(() -> CellList.csv(cells));
            case TABLE -> readable(format, width);
            case MARKDOWN, LATEX -> readable(format, Integer.MAX_VALUE);
        };
    }

    private String readable(TableFormat format, int width) {
        VaryingParameters varying = new VaryingParameters(cells);
        ScoreText score = ScoreText.of(header.metric(), cells);
        if (cells.isEmpty()) {
            return decorated(format, title(score, varying), "no cell has a trial yet\n", List.of());
        }
        if (averaged.isPresent()) {
            AverageTable table = new AverageTable(averaged.get(), cells);
            String whole = table.sheet(score, header.maximize(), false).render(format);
            boolean brief = format == TableFormat.TABLE && widest(whole) > width;
            String body = brief ? table.sheet(score, header.maximize(), true).render(format) : whole;
            List<String> notes = new ArrayList<>(table.notes());
            notes.addAll(notes(body, format));
            return decorated(format, title(score, varying), body, notes);
        }
        String body = varying.columns()
                .map(axis -> new PivotTable(axis, varying, cells)
                        .sheet(score, header.maximize())
                        .render(format))
                .filter(pivot -> widest(pivot) <= width || format != TableFormat.TABLE)
                .orElseGet(() -> CellList.sheet(varying, cells, score).render(format));
        return decorated(format, title(score, varying), body, notes(body, format));
    }

    private static int widest(String text) {
        return text.lines()
                .mapToInt(line -> line.codePointCount(0, line.length()))
                .max()
                .orElse(0);
    }

    private String title(ScoreText score, VaryingParameters varying) {
        List<String> parts = new ArrayList<>();
        parts.add(header.sweep() + ": " + header.metric() + (score.isPercent() ? " in %" : "") + ", mean ± std (n), "
                + (header.maximize() ? "more" : "less") + " is better");
        parts.add("protocol " + header.protocol());
        if (!header.seeds().isEmpty()) {
            parts.add("seeds " + seeds());
        }
        if (!varying.constants().isEmpty()) {
            parts.add(varying.constants());
        }
        return String.join("; ", parts);
    }

    private String seeds() {
        List<Long> seeds = header.seeds();
        return seeds.size() <= SEEDS_SHOWN
                ? seeds.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : seeds.get(0) + " … " + seeds.get(seeds.size() - 1) + " (" + seeds.size() + ")";
    }

    private List<String> notes(String body, TableFormat format) {
        List<String> notes = new ArrayList<>();
        if (format == TableFormat.TABLE && body.contains("*")) {
            boolean byDataset =
                    averaged.isEmpty() && new VaryingParameters(cells).keys().contains("dataset");
            notes.add("* best of its column" + (byDataset ? " and dataset" : ""));
        }
        if (cells.stream().anyMatch(cell -> cell.failed() > 0)) {
            notes.add(ScoreText.FAILED + " failed trials, in no mean");
        }
        if (body.contains(ScoreText.NONE) && format == TableFormat.TABLE) {
            notes.add(ScoreText.NONE + " no result");
        }
        return notes;
    }

    private static String decorated(TableFormat format, String title, String body, List<String> notes) {
        String note = String.join("; ", notes);
        return switch (format) {
            case MARKDOWN -> Markdown.escape(title) + "\n\n" + body + (note.isEmpty() ? "" : "\n" + note + "\n");
            case LATEX ->
                "% \\usepackage{booktabs}\n\\begin{table}\n\\centering\n\\caption{"
                        + Latex.escape(note.isEmpty() ? title : title + "; " + note) + "}\n" + body
                        + "\\end{table}\n";
            case TABLE, JSON, CSV -> title + "\n\n" + body + (note.isEmpty() ? "" : "\n" + note + "\n");
        };
    }
}

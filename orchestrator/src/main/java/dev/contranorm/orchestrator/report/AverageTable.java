package dev.contranorm.orchestrator.report;

import dev.contranorm.orchestrator.report.TextTable.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Cells that differ in one parameter side by side, and the mean of their means: such as the tasks of a benchmark for every
 * norm. A failure is never averaged away: where a value of the parameter has no result, a failed trial or fewer trials than
 * another, there is no average. What each value of the parameter has to itself, such as a task's own learning rate, does not
 * part the lines.
 */
final class AverageTable {
    private static final String AVERAGE = "average";

    private final String over;
    private final List<String> labels;
    private final List<Object> columns;
    private final List<Line> lines = new ArrayList<>();

    /** The cells of one line by their value of the parameter. */
    private record Line(List<Object> labels, Map<Object, Cell> cells) {
        /** The values of the parameter that keep the line from an average. */
        List<Object> lacking(List<Object> columns) {
            long most = cells.values().stream().mapToLong(Cell::n).max().orElse(0);
            return columns.stream()
                    .filter(column -> {
                        Cell cell = cells.get(column);
                        return cell == null || cell.failed() > 0 || cell.n() < Math.max(1, most);
                    })
                    .toList();
        }

        OptionalDouble average(List<Object> columns) {
            return lacking(columns).isEmpty()
                    ? columns.stream()
                            .mapToDouble(column -> cells.get(column).mean().orElseThrow())
                            .average()
                    : OptionalDouble.empty();
        }
    }

    /**
     * @param over the parameter, one of {@link VaryingParameters#keys()}
     * @param cells in the order of the plan
     */
    AverageTable(String over, List<Cell> cells) {
        this.over = over;
        this.labels = labels(over, cells);
        this.columns = cells.stream()
                .map(cell -> cell.parameters().get(over))
                .filter(value -> value != null)
                .distinct()
                .toList();
        Map<List<Object>, Map<Object, Cell>> grouped = new LinkedHashMap<>();
        for (Cell cell : cells) {
            List<Object> row = new ArrayList<>();
            labels.forEach(label -> row.add(cell.parameters().get(label)));
            grouped.computeIfAbsent(row, key -> new LinkedHashMap<>())
                    .put(cell.parameters().get(over), cell);
        }
        grouped.forEach((row, byColumn) -> lines.add(new Line(row, byColumn)));
    }

    private static List<String> labels(String over, List<Cell> cells) {
        return new VaryingParameters(cells)
                .keys().stream()
                        .filter(key -> !key.equals(over) && !isSetBy(over, key, cells))
                        .toList();
    }

    /** Whether all cells with the same value of a parameter have one value of another. */
    private static boolean isSetBy(String over, String key, List<Cell> cells) {
        Map<Object, Set<Object>> values = new LinkedHashMap<>();
        for (Cell cell : cells) {
            values.computeIfAbsent(cell.parameters().get(over), each -> new HashSet<>())
                    .add(cell.parameters().get(key));
        }
        return values.values().stream().allMatch(each -> each.size() == 1);
    }

    /**
     * @param brief means alone, for a narrow terminal
     */
    TextTable sheet(ScoreText score, boolean maximize, boolean brief) {
        List<String> heads = new ArrayList<>(labels);
        columns.forEach(column -> heads.add(Numbers.plain(column)));
        heads.add(AVERAGE);
        List<List<Entry>> entries = new ArrayList<>();
        for (Line line : lines) {
            List<Entry> row = new ArrayList<>();
            line.labels().forEach(label -> row.add(Entry.of(label == null ? "" : Numbers.plain(label))));
            for (Object column : columns) {
                Cell cell = line.cells().get(column);
                row.add(Entry.of(cell == null ? ScoreText.NONE : brief ? score.brief(cell) : score.of(cell)));
            }
            OptionalDouble average = line.average(columns);
            row.add(new Entry(
                    average.isPresent() ? score.average(average.getAsDouble()) : ScoreText.NONE,
                    isBest(average, maximize),
                    true));
            entries.add(row);
        }
        return new TextTable(heads, entries);
    }

    private boolean isBest(OptionalDouble average, boolean maximize) {
        double sign = maximize ? 1 : -1;
        List<Double> rivals = lines.stream()
                .map(line -> line.average(columns))
                .filter(OptionalDouble::isPresent)
                .map(rival -> sign * rival.getAsDouble())
                .toList();
        return average.isPresent()
                && rivals.size() > 1
                && rivals.stream().allMatch(rival -> sign * average.getAsDouble() >= rival);
    }

    /** What the average is, and why some lines have none. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add(AVERAGE + ": mean over " + columns.size() + " values of " + over);
        TreeSet<String> lacking = new TreeSet<>();
        lines.forEach(line -> line.lacking(columns).forEach(column -> lacking.add(Numbers.plain(column))));
        if (!lacking.isEmpty()) {
            notes.add("no average where one has no result, a failed trial or fewer trials than another: "
                    + String.join(", ", lacking));
        }
        return notes;
    }

    /** An object a line: its parameters, the mean of each value, the average or null, and what it lacks. */
    String json() {
        return JsonText.array(lines.stream().map(this::object).toList());
    }

    private Map<String, Object> object(Line line) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (int k = 0; k < labels.size(); k++) {
            parameters.put(labels.get(k), line.labels().get(k));
        }
        Map<String, Object> means = new LinkedHashMap<>();
        columns.forEach(
                column -> means.put(Numbers.plain(column), mean(line.cells().get(column))));
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("parameters", parameters);
        object.put("over", over);
        object.put("means", means);
        object.put(AVERAGE, finite(line.average(columns)));
        object.put("lacking", line.lacking(columns));
        return object;
    }

    String csv() {
        List<String> heads = new ArrayList<>(labels);
        columns.forEach(column -> heads.add(Numbers.plain(column)));
        heads.add(AVERAGE);
        heads.add("lacking");
        List<List<Object>> rows = new ArrayList<>();
        for (Line line : lines) {
            List<Object> row = new ArrayList<>(line.labels());
            columns.forEach(column -> row.add(mean(line.cells().get(column))));
            row.add(finite(line.average(columns)));
            row.add(line.lacking(columns).stream().map(Numbers::plain).collect(Collectors.joining(" ")));
            rows.add(row);
        }
        return Csv.table(heads, rows);
    }

    private static Double mean(Cell cell) {
        return cell == null ? null : finite(cell.mean());
    }

    /** JSON has no NaN. */
    private static Double finite(OptionalDouble value) {
        return value.isPresent() && Double.isFinite(value.getAsDouble()) ? value.getAsDouble() : null;
    }
}

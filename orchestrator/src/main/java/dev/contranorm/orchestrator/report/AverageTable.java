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
 * Shows cells that differ in one parameter side by side with the mean of their means, such as the tasks of a benchmark per
 * norm. A failure never disappears in an average: if a value of the parameter has no result, a failed trial or fewer trials
 * than another value, there is no average. A parameter that the averaged parameter determines, such as a learning rate per
 * task, does not split a line.
 */
final class AverageTable {
    private static final String AVERAGE = "average";

    private final String over;
    private final List<String> labels;
    private final List<Object> columns;
    private final List<Line> lines = new ArrayList<>();

    /** The cells of one line by their value of the averaged parameter. */
    private record Line(List<Object> labels, Map<Object, Cell> cells) {
        /** The values of the parameter that prevent an average of this line. */
        List<Object> incomplete(List<Object> columns) {
            long most = cells.values().stream().mapToLong(Cell::n).max().orElse(0);
            return columns.stream()
                    .filter(column -> {
                        Cell cell = cells.get(column);
                        return cell == null || cell.failed() > 0 || cell.n() < Math.max(1, most);
                    })
                    .toList();
        }

        OptionalDouble average(List<Object> columns) {
            return incomplete(columns).isEmpty()
                    ? columns.stream()
                            .mapToDouble(column -> cells.get(column).mean().orElseThrow())
                            .average()
                    : OptionalDouble.empty();
        }
    }

    /**
     * @param over the averaged parameter, one of {@link VaryingParameters#keys()}
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
                        .filter(key -> !key.equals(over) && !isDeterminedBy(over, key, cells))
                        .toList();
    }

    /** Whether cells with the same value of {@code over} always have the same value of {@code key}. */
    private static boolean isDeterminedBy(String over, String key, List<Cell> cells) {
        Map<Object, Set<Object>> values = new LinkedHashMap<>();
        for (Cell cell : cells) {
            values.computeIfAbsent(cell.parameters().get(over), each -> new HashSet<>())
                    .add(cell.parameters().get(key));
        }
        return values.values().stream().allMatch(each -> each.size() == 1);
    }

    /** @param brief whether to show means without deviations, for a narrow terminal */
    TextTable toTextTable(ScoreText score, boolean maximize, boolean brief) {
        List<String> headers = new ArrayList<>(labels);
        columns.forEach(column -> headers.add(Numbers.plain(column)));
        headers.add(AVERAGE);
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
        return new TextTable(headers, entries);
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

    /** Notes below the table: what the average is, and why some lines have none. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add(AVERAGE + ": mean over " + columns.size() + " values of " + over);
        TreeSet<String> incomplete = new TreeSet<>();
        lines.forEach(line -> line.incomplete(columns).forEach(column -> incomplete.add(Numbers.plain(column))));
        if (!incomplete.isEmpty()) {
            notes.add("no average if a value has no result, a failed trial or fewer trials than another: "
                    + String.join(", ", incomplete));
        }
        return notes;
    }

    /** One object per line: its parameters, the mean of each value, the average or null, and the values that prevent one. */
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
        object.put("lacking", line.incomplete(columns));
        return object;
    }

    String csv() {
        List<String> headers = new ArrayList<>(labels);
        columns.forEach(column -> headers.add(Numbers.plain(column)));
        headers.add(AVERAGE);
        headers.add("lacking");
        List<List<Object>> rows = new ArrayList<>();
        for (Line line : lines) {
            List<Object> row = new ArrayList<>(line.labels());
            columns.forEach(column -> row.add(mean(line.cells().get(column))));
            row.add(finite(line.average(columns)));
            row.add(line.incomplete(columns).stream().map(Numbers::plain).collect(Collectors.joining(" ")));
            rows.add(row);
        }
        return Csv.table(headers, rows);
    }

    private static Double mean(Cell cell) {
        return cell == null ? null : finite(cell.mean());
    }

    /** Null for NaN and infinity, which JSON does not have. */
    private static Double finite(OptionalDouble value) {
        return value.isPresent() && Double.isFinite(value.getAsDouble()) ? value.getAsDouble() : null;
    }
}

package dev.contranorm.orchestrator.report;

import dev.contranorm.orchestrator.report.TextTable.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Rows by norm and the other parameters that vary, columns by depth: how the scores fall with depth, and what holds them,
 * reads from left to right. The best of a column stands out among the rows of one dataset and protocol.
 */
final class PivotTable {
    private static final List<String> CONTEXT = List.of("dataset", "protocol");

    private final String axis;
    private final List<String> labels;
    private final List<Object> columns;
    /** Cells by row, then by column; in the order of the cells. */
    private final Map<List<String>, Map<Object, Cell>> rows = new LinkedHashMap<>();

    PivotTable(String axis, VaryingParameters varying, List<Cell> cells) {
        this.axis = axis;
        this.labels = varying.keys().stream().filter(key -> !key.equals(axis)).toList();
        this.columns = cells.stream()
                .map(cell -> cell.parameters().get(axis))
                .distinct()
                .sorted(Comparator.comparingDouble(value -> ((Number) value).doubleValue()))
                .toList();
        for (Cell cell : cells) {
            List<String> row = labels.stream().map(cell::label).toList();
            rows.computeIfAbsent(row, key -> new LinkedHashMap<>())
                    .put(cell.parameters().get(axis), cell);
        }
    }

    TextTable sheet(ScoreText score, boolean maximize) {
        List<String> heads = new ArrayList<>(labels);
        columns.forEach(value -> heads.add(axis + " " + Numbers.plain(value)));
        List<List<Entry>> entries = new ArrayList<>();
        rows.entrySet().stream()
                .sorted(Comparator.comparingInt(row -> firstRowOf(context(row.getKey()))))
                .forEach(row -> {
                    List<Entry> line =
                            row.getKey().stream().map(Entry::of).collect(Collectors.toCollection(ArrayList::new));
                    for (Object column : columns) {
                        Cell cell = row.getValue().get(column);
                        line.add(
                                cell == null
                                        ? Entry.of(ScoreText.NONE)
                                        : new Entry(
                                                score.of(cell), isBest(cell, row.getKey(), column, maximize), false));
                    }
                    entries.add(line);
                });
        return new TextTable(heads, entries);
    }

    /** Keeps the rows of one context together, in the order in which they came. */
    private int firstRowOf(List<String> context) {
        int index = 0;
        for (List<String> row : rows.keySet()) {
            if (context(row).equals(context)) {
                return index;
            }
            index++;
        }
        return index;
    }

    private List<String> context(List<String> row) {
        List<String> context = new ArrayList<>();
        for (int k = 0; k < labels.size(); k++) {
            if (CONTEXT.contains(labels.get(k))) {
                context.add(row.get(k));
            }
        }
        return context;
    }

    private boolean isBest(Cell cell, List<String> row, Object column, boolean maximize) {
        double sign = maximize ? 1 : -1;
        List<Double> rivals = rows.entrySet().stream()
                .filter(other -> context(other.getKey()).equals(context(row)))
                .map(other -> other.getValue().get(column))
                .filter(other -> other != null && other.mean().isPresent())
                .map(other -> sign * other.mean().getAsDouble())
                .toList();
        OptionalDouble mean = cell.mean();
        return mean.isPresent()
                && rivals.size() > 1
                && rivals.stream().allMatch(rival -> sign * mean.getAsDouble() >= rival);
    }
}

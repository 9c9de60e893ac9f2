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
 * One row per norm and other varying parameters, one column per depth: reading a row from left to right shows how scores
 * change with depth. The best result of each column is marked, among the rows of the same dataset and protocol.
 */
final class PivotTable {
    private static final List<String> CONTEXT = List.of("dataset", "protocol");

    private final String axis;
    private final List<String> labels;
    private final List<Object> columns;
    /** Cells by row, then by column, in the order of the cells. */
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

    TextTable toTextTable(ScoreText score, boolean maximize) {
        List<String> headers = new ArrayList<>(labels);
        columns.forEach(value -> headers.add(axis + " " + Numbers.plain(value)));
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
        return new TextTable(headers, entries);
    }

    /** Sort key that keeps the rows of one context together, in their original order. */
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

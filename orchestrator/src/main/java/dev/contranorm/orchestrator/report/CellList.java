package dev.contranorm.orchestrator.report;

import dev.contranorm.orchestrator.report.TextTable.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** One line or object a cell: the form for programs, and for people where a pivot does not fit. */
final class CellList {
    private static final List<String> STATISTICS = List.of("n", "failed", "mean", "std", "min", "max");

    private CellList() {}

    static TextTable sheet(VaryingParameters varying, List<Cell> cells, ScoreText score) {
        List<String> heads = new ArrayList<>(varying.keys());
        heads.addAll(STATISTICS);
        return new TextTable(
                heads, cells.stream().map(cell -> line(varying, cell, score)).toList());
    }

    private static List<Entry> line(VaryingParameters varying, Cell cell, ScoreText score) {
        List<Entry> line = new ArrayList<>();
        for (String key : varying.keys()) {
            boolean number = cell.parameters().get(key) instanceof Number;
            line.add(new Entry(cell.label(key), false, number));
        }
        line.add(Entry.number(String.valueOf(cell.n())));
        line.add(Entry.number(cell.failed() == 0 ? "0" : ScoreText.FAILED + cell.failed()));
        for (OptionalDouble value : List.of(cell.mean(), cell.std(), cell.min(), cell.max())) {
            line.add(Entry.number(value.isPresent() ? score.number(value.getAsDouble()) : ScoreText.NONE));
        }
        return line;
    }

    static String json(List<Cell> cells) {
        return JsonText.array(cells.stream().map(CellList::object).toList());
    }

    private static Map<String, Object> object(Cell cell) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        VaryingParameters.keys(List.of(cell))
                .forEach(key -> parameters.put(key, cell.parameters().get(key)));
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("parameters", parameters);
        object.put("n", cell.n());
        object.put("failed", cell.failed());
        object.put("mean", finite(cell.mean()));
        object.put("std", finite(cell.std()));
        object.put("min", finite(cell.min()));
        object.put("max", finite(cell.max()));
        return object;
    }

    /** JSON has no NaN. */
    private static Double finite(OptionalDouble value) {
        return value.isPresent() && Double.isFinite(value.getAsDouble()) ? value.getAsDouble() : null;
    }

    static String csv(List<Cell> cells) {
        List<String> keys = VaryingParameters.keys(cells);
        List<String> heads = new ArrayList<>(keys);
        heads.addAll(STATISTICS);
        List<List<Object>> rows = new ArrayList<>();
        for (Cell cell : cells) {
            List<Object> row = new ArrayList<>();
            keys.forEach(key -> row.add(cell.parameters().get(key)));
            row.add(cell.n());
            row.add(cell.failed());
            row.add(finite(cell.mean()));
            row.add(finite(cell.std()));
            row.add(finite(cell.min()));
            row.add(finite(cell.max()));
            rows.add(row);
        }
        return Csv.table(heads, rows);
    }
}

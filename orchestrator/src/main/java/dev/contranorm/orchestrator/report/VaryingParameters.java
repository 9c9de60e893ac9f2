package dev.contranorm.orchestrator.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The parameters that tell the cells of a sweep apart: those with at least two values among the cells that have them. */
final class VaryingParameters {
    private static final List<String> FIRST = List.of("dataset", "protocol", "backbone", "norm", "norm.scale", "depth");

    private final List<String> keys = new ArrayList<>();
    private final List<Cell> cells;

    VaryingParameters(List<Cell> cells) {
        this.cells = cells;
        keys(cells).stream().filter(key -> values(key).size() > 1).forEach(keys::add);
    }

    /** Every parameter of some cells, the telling ones first. */
    static List<String> keys(List<Cell> cells) {
        Set<String> all = new TreeSet<>(
                Comparator.<String>comparingInt(key -> FIRST.contains(key) ? FIRST.indexOf(key) : FIRST.size())
                        .thenComparing(Comparator.naturalOrder()));
        cells.forEach(cell -> all.addAll(cell.parameters().keySet()));
        return List.copyOf(all);
    }

    List<String> keys() {
        return keys;
    }

    private Set<Object> values(String key) {
        Set<Object> values = new LinkedHashSet<>();
        for (Cell cell : cells) {
            Object value = cell.parameters().get(key);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    /** The axis of the columns: depth, else the numeric parameter with the most values; every cell has it. */
    Optional<String> columns() {
        List<String> numeric = keys.stream()
                .filter(key -> cells.stream().allMatch(cell -> cell.parameters().get(key) instanceof Number))
                .toList();
        return numeric.contains("depth")
                ? Optional.of("depth")
                : numeric.stream()
                        .max(Comparator.comparingInt(key -> values(key).size()));
    }

    /** {@code dataset cora, norm none}: those of the main parameters that are the same in all cells. */
    String constants() {
        List<String> same = new ArrayList<>();
        for (String key : List.of("dataset", "backbone", "norm", "depth")) {
            Set<Object> values = values(key);
            if (values.size() == 1) {
                same.add(key + " " + Numbers.plain(values.iterator().next()));
            }
        }
        return String.join(", ", same);
    }
}

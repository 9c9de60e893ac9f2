package dev.contranorm.orchestrator.plan;

import dev.contranorm.orchestrator.definition.Axis;
import dev.contranorm.orchestrator.definition.Domain;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/** The (cell, split) pairs of a plan: each cell as often as its dataset has splits, in order, addressed by index. */
final class CellSplits {
    private final LongFunction<Map<String, Object>> cells;
    private final Optional<Axis> axis;
    private final List<Object> splits;
    private final long count;
    /** The first pair of every cell; empty when all cells have equally many splits. */
    private final long[] starts;

    /**
     * @param cellCount small enough for an entry each
     * @param axis the splits, and which cells have them
     */
    CellSplits(long cellCount, LongFunction<Map<String, Object>> cells, Optional<Axis> axis) {
        this.cells = cells;
        this.axis = axis;
        this.splits = axis.map(some -> ((Domain.Values) some.domain()).values()).orElse(List.of());
        if (axis.isEmpty() || axis.get().when().values().isEmpty()) {
            this.starts = new long[0];
            this.count = cellCount * each();
            return;
        }
        this.starts = new long[Math.toIntExact(cellCount)];
        long next = 0;
        for (int cell = 0; cell < cellCount; cell++) {
            starts[cell] = next;
            next += axis.get().when().holds(cells.apply(cell)) ? splits.size() : 1;
        }
        this.count = next;
    }

    private int each() {
        return Math.max(1, splits.size());
    }

    long count() {
        return count;
    }

    /** The assignment of a pair: that of its cell, with its split where the cell has splits. */
    Map<String, Object> at(long run) {
        if (run < 0 || run >= count) {
            throw new IndexOutOfBoundsException("run " + run + " of " + count);
        }
        long cell = run / each();
        long first = cell * each();
        if (starts.length > 0) {
            int found = Arrays.binarySearch(starts, run);
            cell = found >= 0 ? found : -found - 2;
            first = starts[(int) cell];
        }
        Map<String, Object> assignment = new HashMap<>(cells.apply(cell));
        int split = (int) (run - first);
        axis.filter(some -> some.when().holds(assignment))
                .ifPresent(some -> assignment.put(some.key(), splits.get(split)));
        return assignment;
    }

    /** The first pair of a cell. */
    Map<String, Object> first(long cell) {
        return at(starts.length == 0 ? cell * each() : starts[Math.toIntExact(cell)]);
    }
}

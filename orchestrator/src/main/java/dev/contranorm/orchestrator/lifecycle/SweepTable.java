package dev.contranorm.orchestrator.lifecycle;

import dev.contranorm.db.result.CellRow;
import dev.contranorm.db.result.ResultStore;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.orchestrator.definition.DefinitionReader;
import dev.contranorm.orchestrator.definition.InvalidDefinitionException;
import dev.contranorm.orchestrator.report.Cell;
import dev.contranorm.orchestrator.report.CellTable;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The current result table of a sweep. */
public final class SweepTable {
    private final ResultStore results;
    private final DefinitionReader reader;

    public SweepTable(ResultStore results, Catalogue catalogue) {
        this.results = results;
        this.reader = new DefinitionReader(catalogue);
    }

    public CellTable of(Sweep sweep) {
        List<Cell> cells =
                results.cells(sweep.id()).stream().map(SweepTable::cell).toList();
        return new CellTable(
                new CellTable.Header(sweep.name(), sweep.metric(), sweep.maximize(), sweep.protocol(), seeds(sweep)),
                cells);
    }

    private static Cell cell(CellRow row) {
        TrialSpec spec = TrialSpec.parse(row.spec().json());
        SortedMap<String, Object> parameters = new TreeMap<>(spec.parameters());
        parameters.remove(TrialSpec.SPLIT);
        parameters.put("dataset", spec.dataset());
        parameters.put("backbone", spec.backbone());
        parameters.put("norm", spec.norm());
        parameters.put("protocol", spec.protocol().label());
        return new Cell(
                parameters,
                row.trials().n(),
                row.trials().failed(),
                row.metric().mean(),
                row.metric().std(),
                row.metric().min(),
                row.metric().max());
    }

    /** A definition of an older version may no longer be valid; its results are shown all the same. */
    private List<Long> seeds(Sweep sweep) {
        try {
            return reader.read(sweep.definition(), sweep.name(), List.of()).seeds();
        } catch (InvalidDefinitionException ofAnOlderVersion) {
            return List.of();
        }
    }
}

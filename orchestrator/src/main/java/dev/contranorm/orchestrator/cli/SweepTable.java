package dev.contranorm.orchestrator.cli;

import dev.contranorm.db.Database;
import dev.contranorm.db.result.CellRow;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.orchestrator.definition.DefinitionReader;
import dev.contranorm.orchestrator.definition.InvalidDefinitionException;
import dev.contranorm.orchestrator.report.Cell;
import dev.contranorm.orchestrator.report.CellTable;
import dev.contranorm.orchestrator.report.TableFormat;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The result table of a sweep as the database has it now. */
final class SweepTable {
    private SweepTable() {}

    static String render(Database database, Sweep sweep, TableFormat format, int columns) {
        List<Cell> cells = database.results().cells(sweep.id()).stream()
                .map(SweepTable::cell)
                .toList();
        CellTable.Header header =
                new CellTable.Header(sweep.name(), sweep.metric(), sweep.maximize(), sweep.protocol(), seeds(sweep));
        return new CellTable(header, cells).render(format, columns);
    }

    private static Cell cell(CellRow row) {
        TrialSpec spec = TrialSpec.parse(row.spec());
        SortedMap<String, Object> parameters = new TreeMap<>(spec.parameters());
        parameters.put("dataset", spec.dataset());
        parameters.put("backbone", spec.backbone());
        parameters.put("norm", spec.norm());
        parameters.put("protocol", spec.protocol().label());
        return new Cell(parameters, row.n(), row.failed(), row.mean(), row.std(), row.min(), row.max());
    }

    /** A definition of an older version may no longer read; its results are shown all the same. */
    private static List<Long> seeds(Sweep sweep) {
        try {
            return new DefinitionReader(Catalogue.load())
                    .read(sweep.definition(), sweep.name(), List.of())
                    .seeds();
        } catch (InvalidDefinitionException ofAnOlderVersion) {
            return List.of();
        }
    }
}

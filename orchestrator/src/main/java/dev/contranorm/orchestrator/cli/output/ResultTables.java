package dev.contranorm.orchestrator.cli.output;

import dev.contranorm.db.Database;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.orchestrator.lifecycle.SweepTable;
import dev.contranorm.orchestrator.report.CellTable;
import dev.contranorm.orchestrator.report.TableFormat;
import dev.contranorm.zoo.trial.Catalogue;

/** The result table of a sweep as text. */
public final class ResultTables {
    private ResultTables() {}

    public static String render(Database database, Sweep sweep, TableFormat format, int columns) {
        return table(database, sweep).render(format, columns);
    }

    public static CellTable table(Database database, Sweep sweep) {
        return new SweepTable(database.results(), Catalogue.load()).of(sweep);
    }
}

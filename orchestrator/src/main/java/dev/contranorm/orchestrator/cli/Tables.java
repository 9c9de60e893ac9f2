package dev.contranorm.orchestrator.cli;

import dev.contranorm.db.Database;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.orchestrator.lifecycle.SweepTable;
import dev.contranorm.orchestrator.report.TableFormat;
import dev.contranorm.zoo.trial.Catalogue;

/** The result table of a sweep as text. */
final class Tables {
    private Tables() {}

    static String render(Database database, Sweep sweep, TableFormat format, int columns) {
        return new SweepTable(database.results(), Catalogue.load()).of(sweep).render(format, columns);
    }
}

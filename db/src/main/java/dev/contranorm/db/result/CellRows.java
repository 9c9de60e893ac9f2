package dev.contranorm.db.result;

import dev.contranorm.db.trial.TrialRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads cells through the view that people query too, so that both see the same numbers. */
public final class CellRows {
    private CellRows() {}

    /** The cells of a sweep in the order of its plan. */
    public static List<CellRow> cells(Handle handle, long sweepId) {
        return handle.createQuery(
                        """
                        SELECT cell.*, spec.hash, spec.seed, spec.spec
                        FROM cell_summary cell
                        JOIN trial ON trial.sweep_id = cell.sweep_id AND trial.plan_index = cell.plan_index
                        JOIN spec ON spec.hash = trial.hash
                        WHERE cell.sweep_id = :sweep ORDER BY cell.plan_index""")
                .bind("sweep", sweepId)
                .map(CellRows::cell)
                .list();
    }

    private static CellRow cell(ResultSet row, StatementContext context) throws SQLException {
        return new CellRow(
                TrialRows.spec(row),
                row.getString("parameters"),
                new TrialCounts(row.getLong("n"), row.getLong("failed"), row.getLong("open"), row.getLong("cancelled")),
                new MetricSummary(
                        TrialRows.optionalDouble(row, "mean"),
                        TrialRows.optionalDouble(row, "std_sample"),
                        TrialRows.optionalDouble(row, "min"),
                        TrialRows.optionalDouble(row, "max")));
    }
}

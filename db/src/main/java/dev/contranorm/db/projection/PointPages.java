package dev.contranorm.db.projection;

import dev.contranorm.db.projection.PointPage.TimedPoint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads points in pages of whole chunks. */
final class PointPages {
    private record Chunk(long id, List<TimedPoint> points) {}

    private PointPages() {}

    static PointPage page(Handle handle, long trialId, long pointsAfter, int limit) {
        // Every chunk has a point, so more chunks than the limit are never needed; one more says whether there is more.
        List<Chunk> chunks = handle.createQuery(
                        """
                        SELECT chunk.id, chunk.attempt, chunk.name, chunk.at, chunk.steps, chunk."values"
                        FROM trial JOIN metric_chunk chunk ON chunk.trial_id = coalesce(trial.reused_from, trial.id)
                        WHERE trial.id = :trial AND chunk.id > :after ORDER BY chunk.id LIMIT :limit + 1""")
                .bind("trial", trialId)
                .bind("after", pointsAfter)
                .bind("limit", limit)
                .map(PointPages::chunk)
                .list();
        List<TimedPoint> points = new ArrayList<>();
        long watermark = pointsAfter;
        int taken = 0;
        for (Chunk chunk : chunks) {
            if (points.size() >= limit) {
                break;
            }
            points.addAll(chunk.points);
            watermark = chunk.id;
            taken++;
        }
        return new PointPage(List.copyOf(points), watermark, taken < chunks.size());
    }

    private static Chunk chunk(ResultSet row, StatementContext context) throws SQLException {
        Long[] steps = (Long[]) row.getArray("steps").getArray();
        Double[] values = (Double[]) row.getArray("values").getArray();
        Instant at = row.getTimestamp("at").toInstant();
        List<TimedPoint> points = new ArrayList<>(steps.length);
        for (int i = 0; i < steps.length; i++) {
            points.add(new TimedPoint(row.getInt("attempt"), row.getString("name"), steps[i], values[i], at));
        }
        return new Chunk(row.getLong("id"), points);
    }
}

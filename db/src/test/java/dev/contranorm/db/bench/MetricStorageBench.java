package dev.contranorm.db.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contranorm.db.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A million metric points (1,000 trials × 5 metrics × 200 epochs) stored in several ways: bytes on disk with indexes, seconds
 * to write, milliseconds to read one trial's history. The migration of the metric points cites these figures.
 */
@Tag("bench")
class MetricStorageBench {
    private static final String POINTS =
            """
            SELECT trial, ('{train/loss,train/accuracy,validation/accuracy,test/accuracy,layer/similarity}'::text[])[name]
                AS name, name AS name_id, epoch, random() AS value
            FROM generate_series(1, 1000) trial, generate_series(1, 5) name, generate_series(1, 200) epoch
            """;

    private static final Map<String, String> DESIGNS = designs();

    private static Map<String, String> designs() {
        Map<String, String> designs = new LinkedHashMap<>();
        designs.put(
                "a row a point, metric by name",
                """
                CREATE TABLE design (trial_id bigint NOT NULL, attempt integer NOT NULL, name text NOT NULL,
                    step bigint NOT NULL, value double precision NOT NULL, PRIMARY KEY (trial_id, attempt, name, step));
                INSERT INTO design SELECT trial, 1, name, epoch, value FROM points ORDER BY trial, epoch, name_id""");
        designs.put(
                "a row a point, metric by number",
                """
                CREATE TABLE design (trial_id bigint NOT NULL, attempt smallint NOT NULL, name smallint NOT NULL,
                    step integer NOT NULL, value double precision NOT NULL, PRIMARY KEY (trial_id, attempt, name, step));
                INSERT INTO design SELECT trial, 1, name_id, epoch, value FROM points ORDER BY trial, epoch, name_id""");
        for (int epochs : new int[] {1, 5, 10, 50, 200}) {
            designs.put("arrays of " + epochs + " epochs", arrays(epochs));
        }
        return designs;
    }

    private static String arrays(int epochs) {
        return """
                CREATE TABLE design (id bigint NOT NULL, trial_id bigint NOT NULL, attempt integer NOT NULL,
                    name text NOT NULL, at timestamptz NOT NULL, steps bigint[] NOT NULL, "values" double precision[] NOT NULL,
                    PRIMARY KEY (trial_id, id));
                INSERT INTO design SELECT row_number() OVER (ORDER BY trial, (epoch - 1) / %1$d, name), trial, 1, name, now(),
                    array_agg(epoch ORDER BY epoch), array_agg(value ORDER BY epoch)
                FROM points GROUP BY trial, (epoch - 1) / %1$d, name"""
                .formatted(epochs);
    }

    @Test
    void aMillionPointsInSeveralDesigns() throws SQLException {
        try (Connection connection = TestDatabase.connect(TestDatabase.settings(MetricStorageBench.class));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE points AS " + POINTS);
            System.out.printf("%-34s %10s %10s %12s%n", "1,000,000 points", "MB", "write s", "history ms");
            for (Map.Entry<String, String> design : DESIGNS.entrySet()) {
                long start = System.nanoTime();
                for (String sql : design.getValue().split(";\n")) {
                    statement.execute(sql);
                }
                double seconds = (System.nanoTime() - start) / 1e9;
                statement.execute("VACUUM ANALYZE design");
                double megabytes = number(statement, "SELECT pg_total_relation_size('design') / 1e6");
                System.out.printf(
                        "%-34s %10.1f %10.2f %12.2f%n",
                        design.getKey(), megabytes, seconds, historyMillis(statement, design.getKey()));
                assertThat(number(statement, points(design.getKey()))).isEqualTo(1_000_000);
                statement.execute("DROP TABLE design");
            }
        }
    }

    private static String points(String design) {
        return design.startsWith("arrays")
                ? "SELECT sum(cardinality(steps)) FROM design"
                : "SELECT count(*) FROM design";
    }

    private static double historyMillis(Statement statement, String design) throws SQLException {
        String from =
                design.startsWith("arrays") ? "design, unnest(steps, \"values\") AS point (step, value)" : "design";
        long start = System.nanoTime();
        int rounds = 200;
        for (int trial = 1; trial <= rounds; trial++) {
            number(
                    statement,
                    "SELECT count(value) FROM (SELECT name, step, value FROM " + from + " WHERE trial_id = " + trial
                            + " ORDER BY name, step)");
        }
        return (System.nanoTime() - start) / 1e6 / rounds;
    }

    private static double number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getDouble(1);
        }
    }
}

package dev.contranorm.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contranorm.db.sweep.SweepState;
import dev.contranorm.db.trial.AttemptState;
import dev.contranorm.db.trial.TrialState;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The schema, as people who query it see it. */
class SchemaTest {
    private static Database database;

    @BeforeAll
    static void open() {
        database = TestDatabase.open(SchemaTest.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static List<List<Object>> query(String sql) {
        return database.query().run(sql, 1000).rows();
    }

    @Test
    void everyTableAndColumnIsCommented() {
        assertThat(
                        query(
                                """
                        select relname, attname
                        from pg_class join pg_attribute on attrelid = pg_class.oid
                        where relnamespace = 'public'::regnamespace and relkind in ('r', 'v')
                        and relname <> 'flyway_schema_history' and attnum >= 0 and not attisdropped
                        and col_description(pg_class.oid, attnum) is null
                        union all
                        select relname, null from pg_class
                        where relnamespace = 'public'::regnamespace and relkind in ('r', 'v')
                        and relname <> 'flyway_schema_history' and obj_description(oid, 'pg_class') is null"""))
                .isEmpty();
    }

    @Test
    void theViewsForPeopleExist() {
        assertThat(query("select relname from pg_class where relkind = 'v' and relnamespace = 'public'::regnamespace"))
                .contains(List.of("leaderboard"), List.of("cell_summary"), List.of("trial_detail"), List.of("metric"));
    }

    @Test
    void theDatabaseAllowsExactlyTheStatesOfTheEnums() {
        assertThat(allowed("sweep")).isEqualTo(words(SweepState.values()));
        assertThat(allowed("trial")).isEqualTo(words(TrialState.values()));
        assertThat(allowed("attempt")).isEqualTo(words(AttemptState.values()));
    }

    private static String allowed(String table) {
        String check = (String) query("select pg_get_constraintdef(oid) from pg_constraint where contype = 'c'"
                        + " and conrelid = '" + table + "'::regclass and conname = '" + table + "_state_check'")
                .get(0)
                .get(0);
        return java.util.regex.Pattern.compile("'(\\w+)'")
                .matcher(check)
                .results()
                .map(match -> match.group(1))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static String words(Enum<?>[] states) {
        return Arrays.stream(states)
                .map(state -> state.name().toLowerCase(java.util.Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(" "));
    }
}

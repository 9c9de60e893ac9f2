package dev.contranorm.db.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contranorm.db.TestDatabase;
import dev.contranorm.db.connection.Access;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadOnlyQueryTest {
    private static Access access;
    private static ReadOnlyQuery query;

    @BeforeAll
    static void open() {
        access = Access.open(TestDatabase.settings(ReadOnlyQueryTest.class));
        query = new ReadOnlyQuery(access, Duration.ofMillis(500));
    }

    @AfterAll
    static void close() {
        access.close();
    }

    @Test
    void valuesAreReturnedAsJavaTypes() {
        Rows rows = query.run(
                """
                select 1 as whole, 0.5::float8 as number, 1.50::numeric as exact, true as flag, 'text' as text, null as nothing,
                    timestamptz '2026-11-24 12:00:00Z' as instant, '{"a": 1}'::jsonb as json, 'NaN'::numeric as odd,
                    array[1, 2] as list;""",
                10);
        assertThat(rows.columns())
                .containsExactly(
                        "whole", "number", "exact", "flag", "text", "nothing", "instant", "json", "odd", "list");
        assertThat(rows.rows())
                .containsExactly(Arrays.asList(
                        1L,
                        0.5,
                        new BigDecimal("1.50"),
                        true,
                        "text",
                        null,
                        Instant.parse("2026-11-24T12:00:00Z"),
                        "{\"a\": 1}",
                        Double.NaN,
                        "{1,2}"));
        assertThat(rows.truncated()).isFalse();
    }

    @Test
    void thereAreNoMoreRowsThanTheLimit() {
        Rows rows = query.run("select generate_series(1, 1000000000) as n", 3);
        assertThat(rows.rows()).containsExactly(List.of(1L), List.of(2L), List.of(3L));
        assertThat(rows.truncated()).isTrue();
        assertThat(query.run("values (1), (2), (3)", 3).truncated()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1; drop table sweep",
                "select 1; commit; delete from sweep",
                "select ';' as a; -- x\n select 2"
            })
    void severalStatementsAreRefused(String sql) {
        assertThatThrownBy(() -> query.run(sql, 10))
                .isInstanceOf(InvalidQueryException.class)
                .hasMessageContaining("one statement at a time");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select ';' as a, $$ ; $$ as b -- ; comment\n;",
                "select '{\"a\": 1}'::jsonb ? 'a' as a /* ; */",
                "with x as (select 1) select * from x",
                "table sweep",
                "select ':name', '{d x}' as a"
            })
    void oneStatementThatLooksLikeSeveralRuns(String sql) {
        assertThat(query.run(sql, 10).columns()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from sweep",
                "insert into dataset (name, digest) values ('a', 'b')",
                "create table mine (a int)",
                "commit",
                "set transaction read write",
                "copy sweep to '/tmp/sweep'",
                "copy (select 1) to program 'id'",
                "with gone as (delete from sweep returning 1) select * from gone",
                "select nextval('metric_chunk_id')",
                "select setval('metric_chunk_id', 7)",
                "do $$ begin null; end $$",
                "",
                " ; "
            })
    void statementsThatDoMoreThanReadAreRefused(String sql) {
        assertThatThrownBy(() -> query.run(sql, 10)).isInstanceOf(InvalidQueryException.class);
    }

    @Test
    void aMistakeIsShownWithItsPlace() {
        assertThatThrownBy(() -> query.run("select dataset,\n  nrom from leaderboard", 10))
                .isInstanceOf(InvalidQueryException.class)
                .hasMessage(
                        """
                        column "nrom" does not exist at line 2, column 3
                            nrom from leaderboard
                            ^
                          hint: Perhaps you meant to reference the column "leaderboard.norm".""");
        assertThatThrownBy(() -> query.run("selec 1", 10)).hasMessageContaining("a query is one SELECT");
        assertThatThrownBy(() -> query.run("select 1 form sweep", 10)).hasMessageContaining("line 1, column 15");
        assertThatThrownBy(() -> query.run("select 1 / 0", 10)).hasMessage("division by zero");
    }

    @Test
    void aLongQueryIsStopped() {
        assertThatThrownBy(() -> query.run("select pg_sleep(20)", 10))
                .isInstanceOf(InvalidQueryException.class)
                .hasMessageContaining("took too long");
    }

    @Test
    void theConnectionIsUnchangedAfterAQuery() {
        assertThatThrownBy(() -> query.run("select 1 / 0", 10)).isInstanceOf(InvalidQueryException.class);
        assertThat(query.run("select current_setting('transaction_read_only')", 1)
                        .rows())
                .containsExactly(List.of("on"));
        access.transaction(handle -> handle.execute("insert into dataset (name, digest) values ('a', 'b')"));
    }
}

package dev.contranorm.orchestrator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowsTableTest {
    private static final RowsTable ROWS = new RowsTable(
            List.of("name", "value", "at"),
            List.of(
                    Arrays.asList("plain", 0.25, Instant.parse("2026-11-24T00:00:00Z")),
                    Arrays.asList("a \"quoted\", one", new BigDecimal("12.50"), null),
                    Arrays.asList("two\nlines", 7L, true)));

    @Test
    void csvFollowsRfc4180() {
        assertThat(ROWS.render(TableFormat.CSV))
                .isEqualTo("name,value,at\r\n"
                        + "plain,0.25,2026-11-24T00:00:00Z\r\n"
                        + "\"a \"\"quoted\"\", one\",12.50,\r\n"
                        + "\"two\nlines\",7,true\r\n");
    }

    @Test
    void csvQuotesOnlyTextWithACommaAQuoteOrALineBreak() {
        String text = "#1 of a long text; with blanks such as people write ";
        RowsTable rows = new RowsTable(List.of("a", "b"), List.of(List.of(text, ""), List.of("", "-1")));

        assertThat(rows.render(TableFormat.CSV)).isEqualTo("a,b\r\n" + text + ",\r\n,-1\r\n");
    }

    @Test
    void jsonKeepsNumbersBooleansAndNull() {
        assertThat(ROWS.render(TableFormat.JSON))
                .isEqualTo(
                        """
                        [
                        {"name":"plain","value":0.25,"at":"2026-11-24T00:00:00Z"},
                        {"name":"a \\"quoted\\", one","value":12.50,"at":null},
                        {"name":"two\\nlines","value":7,"at":true}
                        ]
                        """);
    }

    @Test
    void theTableAlignsNumbersToTheRight() {
        assertThat(ROWS.render(TableFormat.TABLE))
                .isEqualTo(
                        """
                        name             value  at
                        ───────────────  ─────  ────────────────────
                        plain             0.25  2026-11-24T00:00:00Z
                        a "quoted", one  12.50
                        two lines            7  true
                        """);
    }

    @Test
    void columnsWithTheSameNameAreBothKept() {
        RowsTable rows = new RowsTable(List.of("n", "n"), List.of(List.of(1L, 2L)));

        assertThat(rows.render(TableFormat.JSON)).isEqualTo("[\n{\"n\":1,\"n_2\":2}\n]\n");
    }

    @Test
    void numbersThatJsonDoesNotHaveBecomeText() {
        RowsTable rows = new RowsTable(List.of("x"), List.of(List.of(Double.NaN)));

        assertThat(rows.render(TableFormat.JSON)).isEqualTo("[\n{\"x\":\"NaN\"}\n]\n");
    }

    @Test
    void anEmptyTableHasOnlyHeaders() {
        RowsTable none = new RowsTable(List.of("a", "b"), List.of());

        assertThat(none.render(TableFormat.JSON)).isEqualTo("[]\n");
        assertThat(none.render(TableFormat.CSV)).isEqualTo("a,b\r\n");
        assertThat(none.render(TableFormat.TABLE)).isEqualTo("a  b\n─  ─\n");
        assertThat(none.render(TableFormat.MARKDOWN)).isEqualTo("| a | b |\n| --- | --- |\n");
    }

    @Test
    void aRowOfWrongLengthIsRefused() {
        assertThatThrownBy(() -> new RowsTable(List.of("a"), List.of(List.of(1, 2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a row has 2 values for 1 columns");
    }

    private static final RowsTable WIDE = new RowsTable(
            List.of("sweep", "parameters", "mean"),
            List.of(Arrays.asList("gnn-depth", "{\"depth\": 16, \"epochs\": 200, \"hidden\": 32}", 0.7512)));

    @Test
    void aTableThatIsTooWideWrapsItsWidestColumns() {
        assertThat(WIDE.render(TableFormat.TABLE, 48))
                .isEqualTo(
                        """
                        sweep      parameters                       mean
                        ─────────  ─────────────────────────────  ──────
                        gnn-depth  {"depth": 16, "epochs": 200,   0.7512
                                   "hidden": 32}
                        """);
        assertThat(WIDE.render(TableFormat.TABLE, 80)).isEqualTo(WIDE.render(TableFormat.TABLE));
    }

    @Test
    void aTableThatCannotBeWrappedIsAListWithOneLinePerValue() {
        assertThat(WIDE.render(TableFormat.TABLE, 34))
                .isEqualTo(
                        """
                        ── 1 ─────
                        sweep       gnn-depth
                        parameters  {"depth": 16,
                                    "epochs": 200,
                                    "hidden": 32}
                        mean        0.7512
                        """);
    }

    @Test
    void otherFormatsIgnoreTheWidth() {
        for (TableFormat format : List.of(TableFormat.JSON, TableFormat.CSV, TableFormat.MARKDOWN, TableFormat.LATEX)) {
            assertThat(WIDE.render(format, 20)).isEqualTo(WIDE.render(format));
        }
    }
}

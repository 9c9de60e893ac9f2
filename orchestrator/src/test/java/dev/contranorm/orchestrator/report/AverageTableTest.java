package dev.contranorm.orchestrator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AverageTableTest {
    private static final int WIDE = 120;

    @Test
    void tasksAreShownSideBySideWithTheirAverage() {
        assertThat(glue(cell("rte", "contra-norm", 2, 0, 0.70)).render(TableFormat.TABLE, WIDE))
                .isEqualTo(
                        """
                        glue: validation/headline in %, mean ± std (n), higher is better; protocol paper; seeds 0, 1; backbone bert-base

                        norm         cola            rte             average
                        ───────────  ──────────────  ──────────────  ───────
                        none         55.0 ± 1.0 (2)  66.5 ± 1.0 (2)    60.75
                        contra-norm  56.0 ± 1.0 (2)  70.0 ± 1.0 (2)   63.00*

                        average: mean over 2 values of dataset; * best in its column
                        """);
    }

    @Test
    void aNarrowTerminalShowsMeansWithoutDeviations() {
        assertThat(glue(cell("rte", "contra-norm", 2, 0, 0.70)).render(TableFormat.TABLE, 40))
                .contains(
                        """
                        norm         cola  rte   average
                        ───────────  ────  ────  ───────
                        none         55.0  66.5    60.75
                        contra-norm  56.0  70.0   63.00*
                        """);
    }

    @Test
    void aFailedTrialAMissingTaskOrAMissingSeedPreventsAnAverage() throws Exception {
        for (List<Cell> lacking : List.of(
                List.of(cell("rte", "contra-norm", 1, 1, 0.99)),
                List.of(cell("rte", "contra-norm", 0, 2, null)),
                List.of(cell("rte", "contra-norm", 1, 0, 0.99)),
                List.<Cell>of())) {
            CellTable table = glue(lacking.toArray(Cell[]::new));
            assertThat(table.render(TableFormat.TABLE, WIDE))
                    .contains("no average if a value has no result, a failed trial or fewer trials than another: rte")
                    .containsPattern("contra-norm .* –\n")
                    .contains("60.75");
            JsonNode lines = new ObjectMapper().readTree(table.render(TableFormat.JSON, WIDE));
            assertThat(lines.get(0).path("average").asDouble()).isEqualTo(0.6075);
            assertThat(lines.get(0).path("lacking")).isEmpty();
            assertThat(lines.get(1).path("average").isNull()).isTrue();
            assertThat(lines.get(1).path("lacking").get(0).asText()).isEqualTo("rte");
            assertThat(table.render(TableFormat.CSV, WIDE))
                    .contains("none,0.55,0.665,0.6075,\r\n")
                    .contains(",,rte\r\n");
        }
    }

    @Test
    void aParameterThatTheTaskDeterminesDoesNotSplitLines() {
        List<Cell> cells = new ArrayList<>();
        for (Cell cell : List.of(
                cell("cola", "none", 2, 0, 0.1),
                cell("rte", "none", 2, 0, 0.5),
                cell("cola", "contra-norm", 2, 0, 0.25),
                cell("rte", "contra-norm", 2, 0, 0.75))) {
            TreeMap<String, Object> parameters = new TreeMap<>(cell.parameters());
            boolean cola = cell.label("dataset").equals("cola");
            parameters.put("epochs", cola ? 5L : 8L);
            parameters.put("dropout", cell.label("norm").equals("none") ? 0.1 : 0.2);
            cells.add(new Cell(parameters, 2, 0, cell.mean(), cell.std(), cell.min(), cell.max()));
        }
        assertThat(new CellTable(new CellTable.Header("s", "validation/headline", true, "paper", List.of()), cells)
                        .averagedOver("dataset")
                        .render(TableFormat.CSV, WIDE))
                .isEqualTo("norm,dropout,cola,rte,average,lacking\r\nnone,0.1,0.1,0.5,0.3,\r\n"
                        + "contra-norm,0.2,0.25,0.75,0.5,\r\n");
    }

    @Test
    void markdownAndLatexHaveTheAverageColumn() {
        CellTable table = glue(cell("rte", "contra-norm", 2, 0, 0.70));
        assertThat(table.render(TableFormat.MARKDOWN, 10))
                .contains("| norm | cola | rte | average |")
                .contains("**63.00**");
        assertThat(table.render(TableFormat.LATEX, 10)).contains("\\textbf{63.00}");
    }

    @Test
    void aParameterThatDoesNotVaryIsRefused() {
        CellTable table = glue();
        assertThat(table.varying()).containsExactly("dataset", "norm");
        assertThatThrownBy(() -> table.averagedOver("backbone"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'backbone' does not have two or more values");
    }

    /** Two tasks without a norm, one task with it, and further cells. */
    private static CellTable glue(Cell... further) {
        List<Cell> cells = new ArrayList<>(List.of(
                cell("cola", "none", 2, 0, 0.55),
                cell("cola", "contra-norm", 2, 0, 0.56),
                cell("rte", "none", 2, 0, 0.665)));
        cells.addAll(List.of(further));
        return new CellTable(new CellTable.Header("glue", "validation/headline", true, "paper", List.of(0L, 1L)), cells)
                .averagedOver("dataset");
    }

    private static Cell cell(String dataset, String norm, long n, long failed, Double mean) {
        OptionalDouble value = mean == null ? OptionalDouble.empty() : OptionalDouble.of(mean);
        return new Cell(
                new TreeMap<>(Map.of("dataset", dataset, "backbone", "bert-base", "norm", norm, "protocol", "paper")),
                n,
                failed,
                value,
                n < 2 ? OptionalDouble.empty() : OptionalDouble.of(0.01),
                value,
                value);
    }
}

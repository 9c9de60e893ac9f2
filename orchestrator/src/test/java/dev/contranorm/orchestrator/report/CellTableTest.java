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

class CellTableTest {
    private static final int WIDE = 120;

    @Test
    void theTableHasARowPerNormAndAColumnPerDepth() {
        assertThat(quickstart().render(TableFormat.TABLE, WIDE))
                .isEqualTo(
                        """
                        quickstart: test/accuracy in %, mean ± std (n), higher is better; protocol paper; seeds 0, 1, 2; dataset sbm, backbone deep-gcn

                        norm         depth 2          depth 8             depth 16
                        ───────────  ───────────────  ──────────────────  ──────────────
                        none         97.1 ± 0.2 (3)   54.0 ± 12.1 (3)     22.0 ± 0.0 (3)
                        pair-norm    96.0 ± 0.3 (3)   ✗3                  –
                        contra-norm  97.9 ± 0.1 (3)*  95.2 ± 0.9 (2) ✗1*  93.0 (1)*

                        * best in its column; ✗ failed trials, excluded from means; – no result
                        """);
    }

    @Test
    void aTableThatIsTooWideBecomesAList() {
        assertThat(quickstart().render(TableFormat.TABLE, 60))
                .isEqualTo(
                        """
                        quickstart: test/accuracy in %, mean ± std (n), higher is better; protocol paper; seeds 0, 1, 2; dataset sbm, backbone deep-gcn

                        norm         depth  n  failed  mean   std   min   max
                        ───────────  ─────  ─  ──────  ────  ────  ────  ────
                        none             2  3       0  97.1   0.2  96.9  97.3
                        pair-norm        2  3       0  96.0   0.3  95.7  96.3
                        contra-norm      2  3       0  97.9   0.1  97.8  98.0
                        none             8  3       0  54.0  12.1  41.9  66.1
                        pair-norm        8  0      ✗3     –     –     –     –
                        contra-norm      8  2      ✗1  95.2   0.9  94.3  96.1
                        none            16  3       0  22.0   0.0  22.0  22.0
                        contra-norm     16  1       0  93.0     –  93.0  93.0

                        ✗ failed trials, excluded from means; – no result
                        """);
    }

    @Test
    void markdownIsAGitHubTable() {
        assertThat(quickstart().render(TableFormat.MARKDOWN, 10))
                .contains(
                        """
                        | norm | depth 2 | depth 8 | depth 16 |
                        | --- | --- | --- | --- |
                        | none | 97.1 ± 0.2 (3) | 54.0 ± 12.1 (3) | 22.0 ± 0.0 (3) |
                        | pair-norm | 96.0 ± 0.3 (3) | ✗3 | – |
                        | contra-norm | **97.9 ± 0.1 (3)** | **95.2 ± 0.9 (2) ✗1** | **93.0 (1)** |
                        """);
    }

    @Test
    void latexUsesBooktabsRulesAndEscapesText() {
        CellTable table = new CellTable(
                new CellTable.Header("100%_sure", "test/accuracy", true, "paper", List.of(0L)),
                List.of(
                        cell("none", 2, 1, 0, 0.5, null),
                        cell("a_b&c", 2, 1, 2, 0.6, null),
                        cell("none", 4, 1, 0, 0.1, null)));

        assertThat(table.render(TableFormat.LATEX, WIDE))
                .isEqualTo(
                        """
                        % \\usepackage{booktabs}
                        \\begin{table}
                        \\centering
                        \\caption{100\\%\\_sure: test/accuracy in \\%, mean $\\pm$ std (n), higher is better; protocol paper; seeds 0; dataset sbm, backbone deep-gcn; $\\times$ failed trials, excluded from means}
                        \\begin{tabular}{lll}
                        \\toprule
                        norm & depth 2 & depth 4 \\\\
                        \\midrule
                        none & 50.0 (1) & 10.0 (1) \\\\
                        a\\_b\\&c & \\textbf{60.0 (1) $\\times$2} & -- \\\\
                        \\bottomrule
                        \\end{tabular}
                        \\end{table}
                        """);
    }

    @Test
    void jsonIsAnArrayWithOneObjectPerCell() throws Exception {
        JsonNode cells = new ObjectMapper().readTree(quickstart().render(TableFormat.JSON, WIDE));

        assertThat(cells).hasSize(8);
        JsonNode first = cells.get(0);
        assertThat(first.properties())
                .map(Map.Entry::getKey)
                .containsExactly("parameters", "n", "failed", "mean", "std", "min", "max");
        assertThat(first.path("parameters").path("dataset").asText()).isEqualTo("sbm");
        assertThat(first.path("parameters").path("backbone").asText()).isEqualTo("deep-gcn");
        assertThat(first.path("parameters").path("norm").asText()).isEqualTo("none");
        assertThat(first.path("parameters").path("protocol").asText()).isEqualTo("paper");
        assertThat(first.path("parameters").path("depth").isIntegralNumber()).isTrue();
        assertThat(first.path("n").asInt()).isEqualTo(3);
        assertThat(first.path("mean").asDouble()).isEqualTo(0.971);
    }

    @Test
    void jsonHasNullForMissingNumbers() throws Exception {
        JsonNode cells = new ObjectMapper().readTree(quickstart().render(TableFormat.JSON, WIDE));

        JsonNode failed = cells.get(4);
        assertThat(failed.path("failed").asInt()).isEqualTo(3);
        assertThat(failed.path("n").asInt()).isZero();
        assertThat(failed.get("mean").isNull()).isTrue();
        assertThat(failed.get("std").isNull()).isTrue();
        JsonNode single = cells.get(7);
        assertThat(single.get("mean").asDouble()).isEqualTo(0.93);
        assertThat(single.get("std").isNull()).isTrue();
    }

    @Test
    void csvHasOneLinePerCellWithEveryParameter() {
        assertThat(quickstart().render(TableFormat.CSV, WIDE).split("\r\n"))
                .startsWith(
                        "dataset,protocol,backbone,norm,depth,dropout,n,failed,mean,std,min,max",
                        "sbm,paper,deep-gcn,none,2,0.6,3,0,0.971,0.002,0.969,0.973")
                .contains("sbm,paper,deep-gcn,pair-norm,8,0.6,0,3,,,,")
                .hasSize(9);
    }

    @Test
    void theBestIsMarkedPerDataset() {
        List<Cell> cells = new ArrayList<>();
        for (String dataset : List.of("cora", "citeseer")) {
            for (String norm : List.of("none", "contra-norm")) {
                for (long depth : List.of(2L, 4L)) {
                    double mean = (dataset.equals("cora") ? 0.8 : 0.6) + (norm.equals("none") ? 0 : 0.01 * depth);
                    TreeMap<String, Object> parameters =
                            new TreeMap<>(Map.of("dataset", dataset, "norm", norm, "depth", depth, "backbone", "sgc"));
                    cells.add(new Cell(
                            parameters,
                            1,
                            0,
                            OptionalDouble.of(mean),
                            OptionalDouble.empty(),
                            OptionalDouble.of(mean),
                            OptionalDouble.of(mean)));
                }
            }
        }

        assertThat(new CellTable(new CellTable.Header("two", "test/accuracy", true, "clean", List.of()), cells)
                        .render(TableFormat.TABLE, WIDE))
                .isEqualTo(
                        """
                        two: test/accuracy in %, mean ± std (n), higher is better; protocol clean; backbone sgc

                        dataset   norm         depth 2    depth 4
                        ────────  ───────────  ─────────  ─────────
                        cora      none         80.0 (1)   80.0 (1)
                        cora      contra-norm  82.0 (1)*  84.0 (1)*
                        citeseer  none         60.0 (1)   60.0 (1)
                        citeseer  contra-norm  62.0 (1)*  64.0 (1)*

                        * best in its column and dataset
                        """);
    }

    @Test
    void aLossIsNotAPercentageAndLowerIsBetter() {
        CellTable table = new CellTable(
                new CellTable.Header("loss", "train/loss", false, "paper", List.of(0L)),
                List.of(
                        cell("none", 2, 1, 0, 0.012345, null),
                        cell("contra-norm", 2, 1, 0, 1.5, null),
                        cell("none", 4, 1, 0, 123456.7, null)));

        assertThat(table.render(TableFormat.TABLE, WIDE))
                .contains("loss: train/loss, mean ± std (n), lower is better")
                .contains("none         0.01235 (1)*  123500 (1)");
    }

    @Test
    void aParameterOfSomeNormsIsShownIfItVaries() {
        List<Cell> cells = new ArrayList<>();
        cells.add(cell("none", 2, 1, 0, 0.5, null));
        for (double scale : new double[] {0.2, 0.5}) {
            Cell plain = cell("contra-norm", 2, 1, 0, 0.5 + scale / 10, null);
            TreeMap<String, Object> parameters = new TreeMap<>(plain.parameters());
            parameters.put("norm.scale", scale);
            parameters.put("norm.temperature", 1L);
            cells.add(new Cell(parameters, 1, 0, plain.mean(), plain.std(), plain.min(), plain.max()));
        }
        cells.add(cell("none", 4, 1, 0, 0.4, null));

        assertThat(new CellTable(new CellTable.Header("s", "test/accuracy", true, "paper", List.of()), cells)
                        .render(TableFormat.TABLE, WIDE))
                .contains(
                        """
                        norm         norm.scale  depth 2    depth 4
                        ───────────  ──────────  ─────────  ────────
                        none                     50.0 (1)   40.0 (1)
                        contra-norm  0.2         52.0 (1)   –
                        contra-norm  0.5         55.0 (1)*  –
                        """);
    }

    @Test
    void oneCellIsAListWithOneLine() {
        assertThat(new CellTable(
                                new CellTable.Header("one", "test/accuracy", true, "paper", List.of(0L)),
                                List.of(cell("none", 2, 2, 0, 0.5, 0.1)))
                        .render(TableFormat.TABLE, WIDE))
                .contains("dataset sbm, backbone deep-gcn, norm none, depth 2")
                .contains("n  failed  mean   std   min   max");
    }

    @Test
    void aSweepWithoutTrialsIsAnEmptyTable() {
        CellTable table =
                new CellTable(new CellTable.Header("new", "test/accuracy", true, "paper", List.of()), List.of());

        assertThat(table.render(TableFormat.TABLE, WIDE)).contains("no trials yet");
        assertThat(table.render(TableFormat.JSON, WIDE)).isEqualTo("[]\n");
        assertThat(table.render(TableFormat.CSV, WIDE)).isEqualTo("n,failed,mean,std,min,max\r\n");
    }

    @Test
    void aMeanWithoutTrialsIsRefused() {
        assertThatThrownBy(() -> cell("none", 2, 0, 1, 0.5, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cell("none", 2, 1, 0, 0.5, 0.1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Cells in the order of a plan: by depth, then by norm. */
    private static CellTable quickstart() {
        return new CellTable(
                new CellTable.Header("quickstart", "test/accuracy", true, "paper", List.of(0L, 1L, 2L)),
                List.of(
                        cell("none", 2, 3, 0, 0.971, 0.002),
                        cell("pair-norm", 2, 3, 0, 0.96, 0.003),
                        cell("contra-norm", 2, 3, 0, 0.979, 0.001),
                        cell("none", 8, 3, 0, 0.54, 0.121),
                        cell("pair-norm", 8, 0, 3, null, null),
                        cell("contra-norm", 8, 2, 1, 0.952, 0.009),
                        cell("none", 16, 3, 0, 0.22, 0.0),
                        cell("contra-norm", 16, 1, 0, 0.93, null)));
    }

    private static Cell cell(String norm, long depth, long n, long failed, Double mean, Double std) {
        TreeMap<String, Object> parameters = new TreeMap<>(Map.of(
                "dataset",
                "sbm",
                "backbone",
                "deep-gcn",
                "norm",
                norm,
                "protocol",
                "paper",
                "depth",
                depth,
                "dropout",
                0.6));
        double spread = std == null ? 0 : std;
        return new Cell(
                parameters,
                n,
                failed,
                optional(mean),
                optional(std),
                optional(mean == null ? null : Math.round((mean - spread) * 1e6) / 1e6),
                optional(mean == null ? null : Math.round((mean + spread) * 1e6) / 1e6));
    }

    private static OptionalDouble optional(Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}

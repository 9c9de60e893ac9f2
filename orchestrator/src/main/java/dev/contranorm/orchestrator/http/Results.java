package dev.contranorm.orchestrator.http;

import dev.contranorm.db.result.ResultStore;
import dev.contranorm.orchestrator.lifecycle.SweepService;
import dev.contranorm.orchestrator.lifecycle.SweepTable;
import dev.contranorm.orchestrator.report.CellTable;
import dev.contranorm.orchestrator.report.TableFormat;
import org.apache.camel.Exchange;

/** A sweep's results: its table, and its trials page by page. */
final class Results extends HttpRoutes {
    private static final int MOST = 1_000;
    private static final int USUAL = 100;

    private final SweepService sweeps;
    private final ResultStore results;
    private final SweepTable tables;

    Results(SweepService sweeps, ResultStore results, SweepTable tables) {
        this.sweeps = sweeps;
        this.results = results;
        this.tables = tables;
    }

    @Override
    void operations() {
        operation("http-table", "GET", Sweeps.PATH + "/{id}/table", this::table);
        operation("http-sweep-trials", "GET", Sweeps.PATH + "/{id}/trials", this::trials);
    }

    private void table(Exchange exchange) {
        TableFormat format = Request.word(exchange, "format", TableFormat.class).orElse(TableFormat.JSON);
        CellTable table = tables.of(sweeps.sweep(Request.id(exchange, "sweep")));
        Reply.text(exchange, 200, mediaType(format), table.render(format, CellTable.DEFAULT_WIDTH));
    }

    private static String mediaType(TableFormat format) {
        return switch (format) {
            case JSON -> Json.MEDIA_TYPE;
            case CSV -> "text/csv; charset=utf-8";
            case MARKDOWN -> "text/markdown; charset=utf-8";
            case TABLE, LATEX -> "text/plain; charset=utf-8";
        };
    }

    private void trials(Exchange exchange) {
        long id = sweeps.sweep(Request.id(exchange, "sweep")).id();
        int from = Request.number(exchange, "from", 0, 0, Integer.MAX_VALUE);
        int limit = Request.number(exchange, "limit", USUAL, 1, MOST);
        Reply.json(
                exchange,
                200,
                results.trials(id, from, limit).stream().map(TrialView::of).toList());
    }
}

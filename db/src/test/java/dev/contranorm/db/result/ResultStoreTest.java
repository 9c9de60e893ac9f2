package dev.contranorm.db.result;

import static dev.contranorm.db.Given.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.contranorm.db.Database;
import dev.contranorm.db.Given;
import dev.contranorm.db.Given.Reports;
import dev.contranorm.db.TestDatabase;
import dev.contranorm.db.event.TrialChange;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.sweep.SweepLimits;
import dev.contranorm.db.trial.MetricPoint;
import dev.contranorm.db.trial.SpecRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ResultStoreTest {
    private static final double[] ACCURACIES = {0.80, 0.82, 0.86};

    private static Database database;
    /** Three cells: three results and a failure; one result; only failures. */
    private static Sweep sweep;

    private static List<Long> ids;

    @BeforeAll
    static void open() {
        database = TestDatabase.open(ResultStoreTest.class);
        sweep = database.sweeps().submit(Given.newSweep(7, SweepLimits.none()));
        List<SpecRow> trials = new ArrayList<>();
        LongStream.range(0, 4).forEach(seed -> trials.add(Given.trial("cells", 0, seed)));
        trials.add(Given.trial("cells", 1, 0));
        LongStream.range(0, 2).forEach(seed -> trials.add(Given.trial("cells", 2, seed)));
        database.trials().addChunk(sweep.id(), 0, trials);
        ids = Given.published(database);
        List<TrialChange> events = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Reports reports = attempt(ids.get(i), 1);
            events.addAll(List.of(reports.started(), reports.measured(1, 0.5), reports.finished(ACCURACIES[i])));
        }
        events.add(attempt(ids.get(3), 1).failed(false));
        events.add(attempt(ids.get(4), 1).finished(0.9));
        events.add(attempt(ids.get(5), 1).failed(false));
        events.add(attempt(ids.get(6), 1).failed(false));
        database.events().apply(events);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void failedTrialsAreCountedButAreNotPartOfTheMean() {
        CellRow cell = database.results().cells(sweep.id()).get(0);
        assertThat(cell.trials().n()).isEqualTo(3);
        assertThat(cell.trials().failed()).isEqualTo(1);
        assertThat(cell.trials().open()).isZero();
        assertThat(cell.metric().mean().orElseThrow()).isCloseTo(0.8266666666666667, within(1e-15));
        // Sample standard deviation: sqrt(((−0.0267)² + (−0.0067)² + 0.0333²) / 2).
        assertThat(cell.metric().std().orElseThrow()).isCloseTo(0.0305505046330389, within(1e-15));
        assertThat(cell.metric().min()).hasValue(0.80);
        assertThat(cell.metric().max()).hasValue(0.86);
        assertThat(cell.parameters()).contains("\"depth\": 1").contains("\"norm.scale\": 0.5");
        assertThat(cell.spec()).isEqualTo(Given.trial("cells", 0, 0));
    }

    @Test
    void aSingleResultHasNoSpreadAndNoResultHasNoMean() {
        List<CellRow> cells = database.results().cells(sweep.id());
        assertThat(cells).extracting(cell -> cell.spec().cellHash()).containsExactly("cells-0", "cells-1", "cells-2");
        assertThat(cells.get(1).metric().mean()).hasValue(0.9);
        assertThat(cells.get(1).metric().std()).isEmpty();
        assertThat(cells.get(2).trials().n()).isZero();
        assertThat(cells.get(2).trials().failed()).isEqualTo(2);
        assertThat(cells.get(2).metric().mean()).isEmpty();
        assertThat(cells.get(2).metric().max()).isEmpty();
    }

    @Test
    void theBestTrialsComeFirst() {
        assertThat(database.results().best(sweep.id(), 2))
                .extracting(TrialRow::id)
                .containsExactly(ids.get(4), ids.get(2));
    }

    @Test
    void failedTrialsAreListedWithTheirReasons() {
        assertThat(database.results().failed(sweep.id(), 10))
                .extracting(TrialRow::id)
                .containsExactly(ids.get(3), ids.get(5), ids.get(6));
        assertThat(database.results().failed(sweep.id(), 1).get(0).status().reason())
                .contains("it broke");
    }

    @Test
    void trialsComeInPages() {
        List<TrialRow> page = database.results().trials(sweep.id(), 2, 3);
        assertThat(page).extracting(TrialRow::index).containsExactly(2L, 3L, 4L);
        assertThat(page.get(0).status().metrics()).containsEntry("train/loss", 0.25);
        assertThat(page.get(0).wallMillis()).hasValue(60_000);
        assertThat(page.get(1).status().metric()).isEmpty();
    }

    @Test
    void theHistoryOfATrialIsByNameAndStep() {
        assertThat(database.results().history(ids.get(0))).containsExactly(new MetricPoint("train/loss", 1, 0.5));
        assertThat(database.results().history(ids.get(3))).isEmpty();
    }

    @Test
    void theLatencyGoesFromBeingWrittenToTheRecordedEnd() {
        TrialLatency latency = database.results().latency(sweep.id());
        assertThat(latency.succeeded()).isEqualTo(4);
        assertThat(latency.medianMillis()).isBetween(0.0, latency.percentile99Millis());
        assertThat(latency.percentile99Millis()).isBetween(0.001, 600_000.0);
    }

    @Test
    void theViewsShowTheSameNumbers() {
        assertThat(database.query()
                        .run(
                                "select depth, n, failed, mean from cell_summary where sweep_id = " + sweep.id()
                                        + " order by plan_index",
                                10)
                        .rows()
                        .get(1))
                .containsExactly(2L, 1L, 0L, 0.9);
        assertThat(database.query()
                        .run(
                                "select rank, backbone, norm, depth, n, round(mean::numeric, 4)::float8 from leaderboard",
                                10)
                        .rows())
                .containsExactly(
                        List.of(1L, "deep-gcn", "contra-norm", 2L, 1L, 0.9),
                        List.of(2L, "deep-gcn", "contra-norm", 1L, 3L, 0.8267));
        assertThat(database.query()
                        .run(
                                "select dataset, seed, metric, wall_seconds, code_version, threads,"
                                        + " (parameters ->> 'norm.scale')::float8 from trial_detail where trial_id = "
                                        + ids.get(0),
                                10)
                        .rows())
                .containsExactly(List.of("cora", 0L, 0.8, 60.0, "c1", 2L, 0.5));
        assertThat(database.query()
                        .run("select step, value from metric where trial_id = " + ids.get(0), 10)
                        .rows())
                .containsExactly(List.of(1L, 0.5));
    }

    @Test
    void aReusedResultCountsOnceOnTheLeaderboard() {
        Sweep again = database.sweeps().submit(Given.newSweep(1, SweepLimits.none()));
        database.trials().addChunk(again.id(), 0, List.of(Given.trial("cells", 1, 0)));
        assertThat(database.results().cells(again.id()).get(0).metric().mean()).hasValue(0.9);
        assertThat(database.query()
                        .run("select n from leaderboard where depth = 2", 10)
                        .rows())
                .containsExactly(List.of(1L));
    }
}

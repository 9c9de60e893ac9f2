package dev.contranorm.db.projection;

import static dev.contranorm.db.Given.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contranorm.db.Database;
import dev.contranorm.db.Given;
import dev.contranorm.db.Given.Reports;
import dev.contranorm.db.TestDatabase;
import dev.contranorm.db.projection.PointPage.TimedPoint;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.sweep.SweepLimits;
import dev.contranorm.db.sweep.SweepState;
import dev.contranorm.db.trial.MetricPoint;
import dev.contranorm.db.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProjectionStoreTest {
    private static Database database;
    private static ProjectionTargetStore targets;
    private static ProjectionStore projections;
    private ProjectionTarget target;

    @BeforeAll
    static void open() {
        database = TestDatabase.open(ProjectionStoreTest.class);
        targets = database.projectionTargets();
        projections = database.projections();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** Gives every test a target without any runs, and no open sweep of another test. */
    @BeforeEach
    void begin() {
        target = targets.of("http://mlflow-" + System.nanoTime());
        database.sweeps().inStates(Set.of(SweepState.RUNNING)).forEach(sweep -> database.sweeps()
                .move(sweep.id(), SweepState.CANCELLED));
    }

    /** A round as the projection does it; what the server then has of each trial, by run. */
    private Map<String, List<Double>> round(Sweep sweep, Map<String, List<Double>> server) {
        for (SweepProjection found : projections.sweeps(target)) {
            if (found.sweep().id() == sweep.id()) {
                projections.experiment(target, sweep.id(), "experiment");
            }
        }
        long after = 0;
        List<TrialProjection> page = projections.trials(target, sweep.id(), after, 2);
        while (!page.isEmpty()) {
            for (TrialProjection trial : page) {
                project(trial, server);
                after = trial.trial().id();
            }
            page = projections.trials(target, sweep.id(), after, 2);
        }
        for (CellProjection cell : projections.cells(target, sweep.id())) {
            projections.cell(
                    target,
                    sweep.id(),
                    cell.cell().spec().cellHash(),
                    "cell-" + cell.cell().spec().cellHash(),
                    cell.version());
        }
        return server;
    }

    private void project(TrialProjection trial, Map<String, List<Double>> server) {
        long id = trial.trial().id();
        String run = trial.runId().orElse("run-" + id);
        if (trial.runId().isEmpty()) {
            projections.run(target, id, run);
        }
        List<Double> values = server.computeIfAbsent(run, name -> new ArrayList<>());
        long after = trial.pointsAfter();
        PointPage page;
        do {
            page = projections.points(id, after, 2);
            page.points().forEach(point -> values.add(point.value()));
            after = page.pointsAfter();
        } while (page.more());
        projections.projected(target, List.of(new ProjectedTrial(id, run, trial.version(), after)));
    }

    private List<Long> lacking(Sweep sweep) {
        return projections.trials(target, sweep.id(), 0, 100).stream()
                .map(trial -> trial.trial().id())
                .toList();
    }

    private boolean listed(Sweep sweep) {
        return projections.sweeps(target).stream()
                .anyMatch(found -> found.sweep().id() == sweep.id());
    }

    @Test
    void aTargetIsKnownByItsAddress() {
        assertThat(targets.of(target.uri())).isEqualTo(target);
    }

    @Test
    void trialsAreOfferedFromTheirStartToTheirEnd() {
        Sweep sweep = Given.sweep(database, 3);
        List<Long> ids = Given.published(database);
        assertThat(listed(sweep)).isFalse();
        Reports reports = attempt(ids.get(0), 1);
        database.events().apply(List.of(reports.started(), reports.measured(1, 0.9)));

        TrialProjection first = projections.trials(target, sweep.id(), 0, 10).get(0);
        assertThat(first.trial().status().state()).isEqualTo(TrialState.RUNNING);
        assertThat(first.trial().attempts().get(0).provenance().orElseThrow()).contains("datasetDigest");
        assertThat(first.runId()).isEmpty();
        assertThat(first.projectedVersion()).isEqualTo(-1);

        Map<String, List<Double>> server = round(sweep, new TreeMap<>());
        assertThat(lacking(sweep)).isEmpty();
        assertThat(listed(sweep)).isFalse();

        database.events().apply(List.of(reports.heartbeat()));
        assertThat(lacking(sweep)).isEmpty();
        database.events().apply(List.of(reports.measured(2, 0.8)));
        assertThat(lacking(sweep)).containsExactly(ids.get(0));
        round(sweep, server);
        database.events().apply(List.of(reports.measured(3, 0.7), reports.finished(0.6)));
        assertThat(listed(sweep)).isTrue();
        round(sweep, server);

        assertThat(server).isEqualTo(Map.of("run-" + ids.get(0), List.of(0.9, 0.8, 0.7)));
        assertThat(lacking(sweep)).isEmpty();
        // The cell has an open trial, and numbers already.
        assertThat(projections.cells(target, sweep.id())).isEmpty();
    }

    @Test
    void aTrialThatChangedWhileItWasPushedIsOfferedAgain() {
        Sweep sweep = Given.sweep(database, 1);
        long id = Given.published(database).get(0);
        Reports reports = attempt(id, 1);
        database.events().apply(List.of(reports.started()));
        TrialProjection seen = projections.trials(target, sweep.id(), 0, 10).get(0);
        database.events().apply(List.of(reports.finished(0.6)));
        projections.projected(target, List.of(new ProjectedTrial(id, "run", seen.version(), 0)));

        TrialProjection again = projections.trials(target, sweep.id(), 0, 10).get(0);
        assertThat(again.trial().status().state()).isEqualTo(TrialState.SUCCEEDED);
        assertThat(again.runId()).contains("run");
        assertThat(again.version()).isGreaterThan(seen.version());
        assertThat(again.projectedVersion()).isEqualTo(seen.version());
    }

    @Test
    void watermarksNeverDecrease() {
        Sweep sweep = Given.sweep(database, 1);
        long id = Given.published(database).get(0);
        Reports reports = attempt(id, 1);
        database.events().apply(List.of(reports.started(), reports.finished(0.6)));
        long version = projections.trials(target, sweep.id(), 0, 10).get(0).version();
        projections.projected(target, List.of(new ProjectedTrial(id, "run", version, 50)));
        projections.projected(target, List.of(new ProjectedTrial(id, "run", version - 1, 20)));
        assertThat(lacking(sweep)).isEmpty();
    }

    @Test
    void anotherRunStartsWithNothingPushed() {
        Sweep sweep = Given.sweep(database, 1);
        long id = Given.published(database).get(0);
        Reports reports = attempt(id, 1);
        database.events().apply(List.of(reports.started(), reports.measured(1, 0.9), reports.finished(0.6)));
        round(sweep, new TreeMap<>());
        projections.run(target, id, "run-" + id);
        assertThat(lacking(sweep)).isEmpty();
        projections.run(target, id, "another");
        TrialProjection trial = projections.trials(target, sweep.id(), 0, 10).get(0);
        assertThat(trial.runId()).contains("another");
        assertThat(trial.pointsAfter()).isZero();
        assertThat(trial.projectedVersion()).isEqualTo(-1);
    }

    @Test
    void aForgottenTargetGetsEverythingAgain() {
        Sweep sweep = Given.sweep(database, 2);
        for (long id : Given.published(database)) {
            Reports reports = attempt(id, 1);
            database.events().apply(List.of(reports.started(), reports.measured(1, 0.9), reports.finished(0.6)));
        }
        database.sweeps().finishCompleted();
        Map<String, List<Double>> server = round(sweep, new TreeMap<>());
        assertThat(listed(sweep)).isFalse();
        assertThat(targets.recorded(target))
                .containsExactly(new RecordedSweep(
                        sweep.id(),
                        "sweep",
                        "experiment",
                        Set.of(
                                "cell-sweep-" + sweep.id() + "-0",
                                server.keySet().toArray(String[]::new)[0],
                                server.keySet().toArray(String[]::new)[1])));

        targets.forget(target);

        assertThat(targets.recorded(target)).isEmpty();
        assertThat(listed(sweep)).isTrue();
        assertThat(round(sweep, new TreeMap<>())).isEqualTo(server);
    }

    @Test
    void anEndedSweepIsCheckedOnceUntilItIsOpenedAgain() {
        Sweep sweep = Given.sweep(database, 1, Given.maxAttempts(1));
        long id = Given.published(database).get(0);
        Reports reports = attempt(id, 1);
        database.events().apply(List.of(reports.started(), reports.failed(true)));
        database.sweeps().finishCompleted();
        round(sweep, new TreeMap<>());
        assertThat(listed(sweep)).isFalse();

        database.trials().retryFailed(sweep.id());
        assertThat(listed(sweep)).isTrue();
        Given.published(database);
        Reports again = attempt(id, 2);
        database.events().apply(List.of(again.started(), again.finished(0.5)));
        database.sweeps().finishCompleted();

        assertThat(listed(sweep)).isTrue();
        assertThat(projections.cells(target, sweep.id())).hasSize(1);
        round(sweep, new TreeMap<>());
        assertThat(listed(sweep)).isFalse();
    }

    @Test
    void aReusedResultIsProjectedWithTheOriginalsHistory() {
        Sweep original = Given.sweep(database, 1);
        long id = Given.published(database).get(0);
        Reports reports = attempt(id, 1);
        database.events().apply(List.of(reports.started(), reports.measured(1, 0.9), reports.finished(0.6)));
        Sweep again = database.sweeps().submit(Given.newSweep(1, SweepLimits.none()));
        database.trials().addChunk(again.id(), 0, Given.trials("sweep-" + original.id(), 0, 1));

        TrialProjection trial = projections.trials(target, again.id(), 0, 10).get(0);

        assertThat(trial.trial().status().reusedFrom()).hasValue(id);
        assertThat(trial.trial().attempts()).hasSize(1);
        assertThat(projections.points(trial.trial().id(), 0, 10).points())
                .containsExactly(new TimedPoint(1, "train/loss", 1, 0.9, Given.NOON));
        CellProjection cell = projections.cells(target, again.id()).get(0);
        assertThat(cell.cell().trials().n()).isEqualTo(1);
        assertThat(cell.startedAt()).isEqualTo(cell.endedAt());
    }

    @Test
    void pointsComeInPagesOfWholeReports() {
        Given.sweep(database, 1);
        long id = Given.published(database).get(0);
        Reports reports = attempt(id, 1);
        List<MetricPoint> five = new ArrayList<>();
        for (int step = 1; step <= 5; step++) {
            five.add(new MetricPoint("a", step, step));
            five.add(new MetricPoint("b", step, -step));
        }
        database.events().apply(List.of(reports.started(), reports.measured(5, five), reports.measured(6, 0.5)));

        PointPage first = projections.points(id, 0, 6);
        assertThat(first.points()).hasSize(10);
        assertThat(first.more()).isTrue();
        PointPage second = projections.points(id, first.pointsAfter(), 6);
        assertThat(second.points()).hasSize(1);
        assertThat(second.more()).isFalse();
        PointPage third = projections.points(id, second.pointsAfter(), 6);
        assertThat(third.points()).isEmpty();
        assertThat(third.pointsAfter()).isEqualTo(second.pointsAfter());
    }

    @Test
    void twoProcessesNeverProjectToOneTargetAtATime() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> first = thread.submit(() -> targets.exclusively(target, () -> {
                inside.countDown();
                try {
                    leave.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }));
            inside.await();
            assertThat(targets.exclusively(target, () -> {})).isFalse();
            leave.countDown();
            assertThat(first.get()).isTrue();
            assertThat(targets.exclusively(target, () -> {})).isTrue();
        } finally {
            thread.shutdownNow();
        }
    }
}

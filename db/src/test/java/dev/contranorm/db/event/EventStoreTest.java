package dev.contranorm.db.event;

import static dev.contranorm.db.Given.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.contranorm.db.Database;
import dev.contranorm.db.Given;
import dev.contranorm.db.Given.Reports;
import dev.contranorm.db.TestDatabase;
import dev.contranorm.db.outbox.OutboxTrial;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.sweep.SweepLimits;
import dev.contranorm.db.sweep.SweepState;
import dev.contranorm.db.trial.AttemptState;
import dev.contranorm.db.trial.MetricPoint;
import dev.contranorm.db.trial.TrialDetail;
import dev.contranorm.db.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EventStoreTest {
    private static Database database;

    @BeforeAll
    static void open() {
        database = TestDatabase.open(EventStoreTest.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** No trial of one test waits in the outbox in the next. */
    @AfterEach
    void cancelOpenSweeps() {
        database.sweeps()
                .inStates(Set.of(SweepState.RUNNING, SweepState.STOPPING))
                .forEach(sweep -> database.sweeps().move(sweep.id(), SweepState.CANCELLED));
    }

    private static ApplyResult apply(TrialChange... changes) {
        return database.events().apply(List.of(changes));
    }

    private static TrialDetail trial(long id) {
        return database.trials().find(id).orElseThrow();
    }

    private static long publishedTrial(SweepLimits limits) {
        Given.sweep(database, 1, limits);
        return Given.published(database).get(0);
    }

    private static long publishedTrial() {
        return publishedTrial(SweepLimits.none());
    }

    @Test
    void aTrialRunsAndSucceedsWithItsResult() {
        long id = publishedTrial();
        Reports reports = attempt(id, 1);

        ApplyResult result = apply(
                reports.started(),
                reports.measured(1, 0.9),
                reports.heartbeat(),
                reports.checkpointed(1),
                reports.finished(0.81));

        assertThat(result.applied()).isEqualTo(5);
        TrialDetail trial = trial(id);
        assertThat(result.sweeps()).containsExactly(trial.sweepId());
        assertThat(trial.status().state()).isEqualTo(TrialState.SUCCEEDED);
        assertThat(trial.status().metric()).hasValue(0.81);
        assertThat(trial.status().metrics()).containsEntry("train/loss", 0.25);
        assertThat(trial.times().startedAt()).isPresent();
        assertThat(trial.times().endedAt()).isPresent();
        assertThat(trial.checkpoints()).singleElement().satisfies(checkpoint -> assertThat(checkpoint.location())
                .isEqualTo("/checkpoints/1"));
        assertThat(trial.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.state()).isEqualTo(AttemptState.SUCCEEDED);
            assertThat(attempt.provenance().orElseThrow()).contains("\"codeVersion\": \"c1\"");
            assertThat(attempt.usage().orElseThrow().cpuMillis()).isEqualTo(110_000);
            assertThat(attempt.progress().epoch()).isEqualTo(10);
        });
        assertThat(database.results().history(id)).containsExactly(new MetricPoint("train/loss", 1, 0.9));
        assertThat(database.query()
                        .run("select digest from dataset where name = 'cora'", 10)
                        .rows())
                .containsExactly(List.of("d1"));
    }

    @Test
    void applyingABatchAgainChangesNothing() {
        long id = publishedTrial();
        Reports reports = attempt(id, 1);
        TrialChange[] batch = {reports.started(), reports.measured(1, 0.9), reports.finished(0.81)};
        apply(batch);
        TrialDetail before = trial(id);

        ApplyResult again = apply(batch);

        assertThat(again.applied()).isZero();
        assertThat(again.repeated()).isEqualTo(3);
        assertThat(again.sweeps()).isEmpty();
        assertThat(trial(id)).isEqualTo(before);
        assertThat(database.results().history(id)).hasSize(1);
    }

    @Test
    void aBatchCutAnywhereGivesTheSameAsAWholeOne() {
        for (int cut = 0; cut <= 4; cut++) {
            long id = publishedTrial();
            Reports reports = attempt(id, 1);
            List<TrialChange> all = List.of(
                    reports.started(), reports.measured(1, 0.9), reports.measured(2, 0.8), reports.finished(0.7));
            // A consumer that died after the commit begins anywhere before it.
            database.events().apply(all.subList(0, cut));
            database.events().apply(all);
            assertThat(trial(id).status().state()).isEqualTo(TrialState.SUCCEEDED);
            assertThat(database.results().history(id))
                    .extracting(MetricPoint::value)
                    .containsExactly(0.9, 0.8);
        }
    }

    @Test
    void aStartMayOvertakeTheConfirmationOfItsPublication() {
        Given.sweep(database, 1);
        var batch = database.outbox().claim(10, "{}").orElseThrow();
        long id = batch.trials().get(0).trialId();
        apply(attempt(id, 1).started());
        assertThat(trial(id).status().state()).isEqualTo(TrialState.RUNNING);

        database.outbox().published(batch.id());

        assertThat(trial(id).status().state()).isEqualTo(TrialState.RUNNING);
        assertThat(database.outbox().claim(10, "{}")).isEmpty();
    }

    @Test
    void aFailedTrialIsPublishedAgainWhileAttemptsAreLeft() {
        long id = publishedTrial(Given.maxAttempts(2));
        Reports first = attempt(id, 1);
        apply(first.started(), first.failed(true));
        assertThat(trial(id).status().state()).isEqualTo(TrialState.PENDING);
        assertThat(trial(id).status().reason().orElseThrow()).contains("attempt 1 failed and is tried again: it broke");

        var again = database.outbox().claim(10, "{}").orElseThrow();
        assertThat(again.trials())
                .containsExactly(new OutboxTrial(
                        id,
                        trial(id).sweepId(),
                        trial(id).spec().hash(),
                        1,
                        java.util.Optional.of(java.time.Duration.ofHours(2)),
                        trial(id).spec().json()));
        database.outbox().published(again.id());

        Reports second = attempt(id, 2);
        apply(second.started(), second.failed(true));
        assertThat(trial(id).status().state()).isEqualTo(TrialState.FAILED);
        assertThat(trial(id).status().reason()).contains("it broke (after 2 attempts)");
        assertThat(trial(id).attempts().get(1).end().detail().orElseThrow()).startsWith("java.lang.Error");
    }

    @Test
    void aFailureBeforeTheConfirmationOfThePublicationIsPublishedAgainOnce() {
        Given.sweep(database, 1, Given.maxAttempts(3));
        var batch = database.outbox().claim(10, "{}").orElseThrow();
        long id = batch.trials().get(0).trialId();
        Reports first = attempt(id, 1);
        apply(first.started(), first.failed(true));

        database.outbox().published(batch.id());

        assertThat(trial(id).status().state()).isEqualTo(TrialState.PENDING);
        assertThat(Given.published(database)).containsExactly(id);
        assertThat(trial(id).status().state()).isEqualTo(TrialState.QUEUED);
    }

    @Test
    void aFailureThatCannotBeRetriedFailsTheTrialAtOnce() {
        long id = publishedTrial(Given.maxAttempts(3));
        Reports first = attempt(id, 1);
        apply(first.started(), first.failed(false));
        assertThat(trial(id).status().state()).isEqualTo(TrialState.FAILED);
        assertThat(trial(id).status().reason()).contains("it broke");
        assertThat(database.outbox().claim(10, "{}")).isEmpty();
    }

    @Test
    void onlyTheNewestAttemptMovesTheTrial() {
        long id = publishedTrial();
        Reports first = attempt(id, 1);
        Reports second = attempt(id, 2);
        apply(first.started(), first.measured(1, 0.9), second.started());

        ApplyResult late = apply(first.measured(2, 0.8), first.finished(0.1));

        assertThat(late.fenced()).isEqualTo(2);
        assertThat(late.unwanted()).isEmpty();
        assertThat(trial(id).status().state()).isEqualTo(TrialState.RUNNING);
        assertThat(trial(id).attempts().get(0).state()).isEqualTo(AttemptState.LOST);
        assertThat(trial(id).attempts().get(0).lateEvents()).isEqualTo(2);
        apply(second.measured(1, 0.9), second.measured(2, 0.7), second.finished(0.6));
        assertThat(trial(id).status().metric()).hasValue(0.6);
        assertThat(database.results().history(id))
                .extracting(MetricPoint::value)
                .containsExactly(0.9, 0.7);
    }

    @Test
    void anEventOfAnUnknownOlderAttemptIsLate() {
        long id = publishedTrial();
        apply(attempt(id, 2).started());
        assertThat(apply(attempt(id, 1).started()).fenced()).isEqualTo(1);
        assertThat(trial(id).attempt()).isEqualTo(2);
        assertThat(trial(id).status().state()).isEqualTo(TrialState.RUNNING);
    }

    @Test
    void anEndedTrialDoesNotChangeAndItsWorkerIsUnwanted() {
        long id = publishedTrial();
        Reports first = attempt(id, 1);
        apply(first.started(), first.finished(0.8));

        ApplyResult late = apply(attempt(id, 2).started());

        assertThat(late.fenced()).isEqualTo(1);
        assertThat(late.unwanted()).containsExactly(id);
        assertThat(trial(id).status().state()).isEqualTo(TrialState.SUCCEEDED);
        assertThat(trial(id).status().metric()).hasValue(0.8);
        assertThat(trial(id).attempts().get(1).state()).isEqualTo(AttemptState.REFUSED);
    }

    @Test
    void aTrialLostTooOftenFailsWithAReason() {
        long id = publishedTrial(Given.maxAttempts(2));
        apply(attempt(id, 1).started());
        apply(attempt(id, 2).started());
        assertThat(trial(id).status().state()).isEqualTo(TrialState.RUNNING);

        ApplyResult third = apply(attempt(id, 3).started());

        assertThat(trial(id).status().state()).isEqualTo(TrialState.FAILED);
        assertThat(trial(id).status().reason().orElseThrow())
                .isEqualTo("all 2 attempts failed or were lost with their workers:"
                        + " worker worker-2 was lost in attempt 2: attempt 3 began on worker-3");
        assertThat(third.unwanted()).containsExactly(id);
    }

    @Test
    void releasedAttemptsDoNotCount() {
        long id = publishedTrial(Given.maxAttempts(1));
        for (int number = 1; number <= 4; number++) {
            Reports reports = attempt(id, number);
            apply(reports.started(), reports.released());
            assertThat(trial(id).status().state()).isEqualTo(TrialState.QUEUED);
        }
        Reports last = attempt(id, 5);
        apply(last.started(), last.finished(0.8));
        assertThat(trial(id).status().state()).isEqualTo(TrialState.SUCCEEDED);
    }

    @Test
    void aTrialThatAWorkerGivesUpIsPublishedAgain() {
        long id = publishedTrial(Given.maxAttempts(1));
        Reports reports = attempt(id, 1);

        apply(reports.givenUp());

        assertThat(trial(id).status().state()).isEqualTo(TrialState.PENDING);
        assertThat(database.outbox().waiting()).isEqualTo(1);
    }

    @Test
    void stoppingEarlyIsAResult() {
        long id = publishedTrial();
        Reports reports = attempt(id, 1);
        apply(reports.started(), reports.finished(0.7, true));
        assertThat(trial(id).status().state()).isEqualTo(TrialState.STOPPED);
        assertThat(database.results().cells(trial(id).sweepId()).get(0).trials().n())
                .isEqualTo(1);
    }

    @Test
    void aTrialTakenForLostContinuesWhenItsWorkerReports() {
        long id = publishedTrial(Given.maxAttempts(2));
        Reports reports = attempt(id, 1);
        apply(reports.started());
        var lost = database.trials().lost(java.time.Duration.ZERO, 1000).stream()
                .filter(attempt -> attempt.trialId() == id)
                .toList();
        assertThat(database.trials().expireLost(lost)).hasSize(1);
        assertThat(trial(id).status().state()).isEqualTo(TrialState.QUEUED);
        assertThat(trial(id).attempts().get(0).state()).isEqualTo(AttemptState.LOST);

        apply(reports.heartbeat());

        assertThat(trial(id).status().state()).isEqualTo(TrialState.RUNNING);
        assertThat(trial(id).attempts().get(0).state()).isEqualTo(AttemptState.RUNNING);
        // The loss no longer counts: two attempts are left.
        apply(reports.failed(true));
        assertThat(trial(id).status().state()).isEqualTo(TrialState.PENDING);
    }

    @Test
    void tooManyFailuresStopTheSweepAndCancelWhatHasNotStarted() {
        Sweep sweep = Given.sweep(database, 6, Given.maxFailed(1));
        var batch = database.outbox().claim(4, "{}").orElseThrow();
        database.outbox().published(batch.id());
        List<Long> ids = batch.trials().stream().map(OutboxTrial::trialId).toList();
        Reports running = attempt(ids.get(2), 1);
        apply(running.started());
        ApplyResult first = apply(attempt(ids.get(0), 1).failed(true));
        assertThat(first.stopped()).isEmpty();

        ApplyResult second = apply(attempt(ids.get(1), 1).failed(true));

        assertThat(second.stopped()).containsExactly(sweep.id());
        assertThat(database.sweeps().find(sweep.id()).orElseThrow().state()).isEqualTo(SweepState.STOPPING);
        assertThat(database.sweeps().progress(sweep.id()).counts())
                .containsEntry(TrialState.FAILED, 2L)
                .containsEntry(TrialState.CANCELLED, 3L)
                .containsEntry(TrialState.RUNNING, 1L);
        apply(running.finished(0.5));
        assertThat(database.sweeps().finishCompleted()).isPositive();
        assertThat(database.sweeps().find(sweep.id()).orElseThrow().state()).isEqualTo(SweepState.FINISHED);
    }

    @Test
    void noTrialStartsAgainWhileTheSweepIsBeingStopped() {
        Sweep sweep = Given.sweep(database, 3);
        List<Long> ids = Given.published(database);
        Reports released = attempt(ids.get(0), 1);
        Reports failing = attempt(ids.get(1), 1);
        apply(released.started(), failing.started(), attempt(ids.get(2), 1).started());
        database.sweeps().move(sweep.id(), SweepState.STOPPING);

        apply(released.released(), failing.failed(true));
        database.trials()
                .expireLost(database.trials().lost(java.time.Duration.ZERO, 1000).stream()
                        .filter(attempt -> attempt.sweepId() == sweep.id())
                        .toList());

        assertThat(ids.stream().map(id -> trial(id).status().state()))
                .containsExactly(TrialState.CANCELLED, TrialState.FAILED, TrialState.CANCELLED);
        assertThat(database.outbox().claim(10, "{}")).isEmpty();
    }

    @Test
    void changesOfUnknownTrialsAreCounted() {
        assertThat(apply(attempt(987_654_321, 1).started()).unknown()).isEqualTo(1);
    }

    @Test
    void everyDoubleIsStoredExactly() {
        long id = publishedTrial();
        Reports reports = attempt(id, 1);
        List<Double> values = List.of(
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                0.1 + 0.2);
        List<MetricPoint> points = new ArrayList<>();
        for (int step = 0; step < values.size(); step++) {
            points.add(new MetricPoint("layer/odd", step, values.get(step)));
        }
        apply(reports.started(), reports.measured(1, points), reports.finished(Double.NaN));
        assertThat(database.results().history(id)).isEqualTo(points);
        assertThat(trial(id).status().metric()).hasValue(Double.NaN);
        assertThat(trial(id).status().metrics()).isEqualTo(Map.of(Given.METRIC, Double.NaN, "train/loss", 0.25));
    }

    @Test
    void textThatPostgresCannotHoldDoesNotFailTheBatch() {
        long id = publishedTrial();
        apply(new TrialChange.Failed(
                new EventHeader(id, 1, 1, 1, "w", Given.NOON), "ERROR", false, "a nul \0 in it", "trace \0"));
        assertThat(trial(id).status().reason()).contains("a nul \uFFFD in it");
    }

    @Test
    void runningTrialsShowTheirNewestValues() {
        Sweep sweep = Given.sweep(database, 1);
        long id = Given.published(database).get(0);
        Reports reports = attempt(id, 1);
        apply(reports.started(), reports.measured(1, 0.9), reports.measured(2, 0.5));
        assertThat(database.trials().running(sweep.id())).singleElement().satisfies(running -> {
            assertThat(running.epoch()).isEqualTo(2);
            assertThat(running.epochs()).isEqualTo(10);
            assertThat(running.latest().get("train/loss")).isCloseTo(0.5, within(0.0));
        });
    }
}

package dev.contranorm.db.trial;

import static dev.contranorm.db.Given.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contranorm.db.Database;
import dev.contranorm.db.Given;
import dev.contranorm.db.Given.Reports;
import dev.contranorm.db.TestDatabase;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.sweep.SweepLimits;
import dev.contranorm.db.sweep.SweepState;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrialStoreTest {
    private static Database database;

    @BeforeAll
    static void open() {
        database = TestDatabase.open(TrialStoreTest.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @AfterEach
    void cancelOpenSweeps() {
        database.sweeps()
                .inStates(Set.of(SweepState.EXPANDING, SweepState.RUNNING, SweepState.PAUSED, SweepState.STOPPING))
                .forEach(sweep -> database.sweeps().move(sweep.id(), SweepState.CANCELLED));
    }

    private static long submitted(int trials) {
        return database.sweeps()
                .submit(Given.newSweep(trials, SweepLimits.none()))
                .id();
    }

    private static TrialState state(long trialId) {
        return database.trials().find(trialId).orElseThrow().status().state();
    }

    private static List<LostAttempt> silent(long trialId) {
        return database.trials().lost(Duration.ZERO, 1000).stream()
                .filter(attempt -> attempt.trialId() == trialId)
                .toList();
    }

    @Test
    void aSweepGrowsChunkByChunk() {
        long sweep = submitted(5);
        assertThat(database.trials().addChunk(sweep, 0, Given.trials("grow", 0, 3)))
                .isEqualTo(new ChunkResult(3, 0, 3));
        assertThat(database.trials().addChunk(sweep, 3, Given.trials("grow", 3, 2)))
                .isEqualTo(new ChunkResult(2, 0, 5));
        assertThat(database.results().trials(sweep, 0, 10))
                .extracting("spec.hash")
                .containsExactly("grow-0-0", "grow-0-1", "grow-1-0", "grow-1-1", "grow-2-0");
        assertThat(database.sweeps().progress(sweep).count(TrialState.PENDING)).isEqualTo(5);
    }

    @Test
    void aRepeatedOrSkippedChunkChangesNothing() {
        long sweep = submitted(10);
        database.trials().addChunk(sweep, 0, Given.trials("repeat", 0, 4));
        assertThat(database.trials().addChunk(sweep, 0, Given.trials("repeat", 0, 4)))
                .isEqualTo(new ChunkResult(0, 0, 4));
        assertThat(database.trials().addChunk(sweep, 6, Given.trials("repeat", 6, 4)))
                .isEqualTo(new ChunkResult(0, 0, 4));
        assertThat(database.sweeps().progress(sweep).count(TrialState.PENDING)).isEqualTo(4);
    }

    @Test
    void theSameChunkFromTwoProcessesIsWrittenOnce() throws Exception {
        long sweep = submitted(200);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<ChunkResult>> results = threads.invokeAll(List.of(
                    () -> database.trials().addChunk(sweep, 0, Given.trials("twice", 0, 200)),
                    () -> database.trials().addChunk(sweep, 0, Given.trials("twice", 0, 200))));
            assertThat(results.get(0).get().added() + results.get(1).get().added())
                    .isEqualTo(200);
        } finally {
            threads.shutdownNow();
        }
        assertThat(database.sweeps().progress(sweep).count(TrialState.PENDING)).isEqualTo(200);
    }

    @Test
    void aChunkThatDoesNotFitIsRefusedWhole() {
        long sweep = submitted(3);
        assertThatThrownBy(() -> database.trials().addChunk(sweep, 0, Given.trials("large", 0, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("plans 3 trials, not 4");
        List<SpecRow> twice = Stream.of(Given.trials("large", 0, 2), Given.trials("large", 0, 1))
                .flatMap(List::stream)
                .toList();
        assertThatThrownBy(() -> database.trials().addChunk(sweep, 0, twice)).hasMessageContaining("twice");
        assertThat(database.sweeps().progress(sweep).expandedTrials()).isZero();
    }

    @Test
    void noTrialsAreAddedToASweepBeingStopped() {
        long sweep = submitted(3);
        database.sweeps().move(sweep, SweepState.STOPPING);
        assertThat(database.trials()
                        .addChunk(sweep, 0, Given.trials("late", 0, 3))
                        .added())
                .isZero();
    }

    @Test
    void aResultOfAnotherSweepIsReusedFromTheOriginal() {
        Sweep first = Given.sweep(database, 2);
        List<Long> ids = Given.published(database);
        Reports good = attempt(ids.get(0), 1);
        Reports bad = attempt(ids.get(1), 1);
        database.events()
                .apply(List.of(
                        good.started(), good.measured(1, 0.5), good.finished(0.8), bad.started(), bad.failed(false)));
        List<SpecRow> same = Given.trials("sweep-" + first.id(), 0, 2);

        long second = submitted(2);
        assertThat(database.trials().addChunk(second, 0, same)).isEqualTo(new ChunkResult(2, 1, 2));
        long third = submitted(2);
        database.trials().addChunk(third, 0, same);

        for (long sweep : List.of(second, third)) {
            var trials = database.results().trials(sweep, 0, 10);
            assertThat(trials.get(0).status().state()).isEqualTo(TrialState.SUCCEEDED);
            assertThat(trials.get(0).status().reusedFrom()).hasValue(ids.get(0));
            assertThat(trials.get(0).status().metric()).hasValue(0.8);
            assertThat(trials.get(0).wallMillis()).hasValue(60_000);
            assertThat(database.results().history(trials.get(0).id()))
                    .containsExactly(new MetricPoint("train/loss", 1, 0.5));
            // A trial that failed there is tried here.
            assertThat(trials.get(1).status().state()).isEqualTo(TrialState.PENDING);
            assertThat(database.sweeps().progress(sweep).reused()).isEqualTo(1);
        }
        assertThat(database.trials()
                        .find(database.results().trials(third, 0, 1).get(0).id())
                        .orElseThrow()
                        .attempts())
                .hasSize(1);
    }

    @Test
    void failedTrialsAreTriedAgainWithAllTheirAttempts() {
        Sweep sweep = Given.sweep(database, 2, Given.maxAttempts(1));
        List<Long> ids = Given.published(database);
        Reports first = attempt(ids.get(0), 1);
        Reports second = attempt(ids.get(1), 1);
        database.events().apply(List.of(first.started(), first.failed(true), second.started(), second.finished(0.8)));
        database.sweeps().finishCompleted();

        assertThat(database.trials().retryFailed(sweep.id())).isEqualTo(1);

        assertThat(database.sweeps().find(sweep.id()).orElseThrow().state()).isEqualTo(SweepState.RUNNING);
        var batch = database.outbox().claim(10, "{}").orElseThrow();
        assertThat(batch.trials()).singleElement().satisfies(trial -> {
            assertThat(trial.trialId()).isEqualTo(ids.get(0));
            assertThat(trial.attemptBase()).isEqualTo(1);
        });
        database.outbox().published(batch.id());
        Reports again = attempt(ids.get(0), 2);
        database.events().apply(List.of(again.started(), again.finished(0.7)));
        assertThat(state(ids.get(0))).isEqualTo(TrialState.SUCCEEDED);
        assertThat(database.trials().retryFailed(sweep.id())).isZero();
    }

    @Test
    void cancelledTrialsCanBeTriedAgain() {
        Sweep sweep = Given.sweep(database, 3);
        Given.published(database);
        database.sweeps().move(sweep.id(), SweepState.CANCELLED);

        assertThat(database.trials().retryCancelled(sweep.id())).isEqualTo(3);

        assertThat(database.sweeps().find(sweep.id()).orElseThrow().state()).isEqualTo(SweepState.RUNNING);
        assertThat(Given.published(database)).hasSize(3);
    }

    @Test
    void aSilentWorkersTrialIsQueuedUntilItsAttemptsAreUsedUp() {
        Given.sweep(database, 1, Given.maxAttempts(2));
        long id = Given.published(database).get(0);
        database.events().apply(List.of(attempt(id, 1).started()));
        assertThat(database.trials().lost(Duration.ofHours(1), 10)).isEmpty();

        List<LostAttempt> lost = silent(id);
        assertThat(database.trials().expireLost(lost)).isEqualTo(lost);
        assertThat(state(id)).isEqualTo(TrialState.QUEUED);
        assertThat(database.trials().find(id).orElseThrow().status().reason().orElseThrow())
                .matches("worker worker-1 was silent for \\d+ s in attempt 1");
        // The bus delivers it again by itself.
        assertThat(database.outbox().claim(10, "{}")).isEmpty();
        assertThat(database.trials().expireLost(lost)).isEmpty();

        database.events().apply(List.of(attempt(id, 2).started()));
        database.trials().expireLost(silent(id));
        assertThat(state(id)).isEqualTo(TrialState.FAILED);
        assertThat(database.trials().find(id).orElseThrow().status().reason().orElseThrow())
                .contains("attempt 2, and no attempt is left (2 of 2 failed or lost)");
    }

    @Test
    void anAttemptThatHasReportedSinceIsNotLost() {
        Given.sweep(database, 1);
        long id = Given.published(database).get(0);
        Reports reports = attempt(id, 1);
        database.events().apply(List.of(reports.started()));
        List<LostAttempt> lost = silent(id);
        database.events().apply(List.of(reports.heartbeat()));
        assertThat(database.trials().expireLost(lost)).isEmpty();
        assertThat(state(id)).isEqualTo(TrialState.RUNNING);
    }

    @Test
    void tooManyLostTrialsStopTheSweep() {
        Sweep sweep = Given.sweep(database, 3, Given.maxFailed(0));
        long id = Given.published(database).get(0);
        database.events().apply(List.of(attempt(id, 1).started()));
        database.trials().expireLost(silent(id));
        assertThat(database.sweeps().find(sweep.id()).orElseThrow().state()).isEqualTo(SweepState.STOPPING);
        assertThat(database.sweeps().progress(sweep.id()).count(TrialState.CANCELLED))
                .isEqualTo(2);
    }

    @Test
    void ofACancellationAndAResultAtOnceTheFirstTakesEffect() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 20; round++) {
                Sweep sweep = Given.sweep(database, 1);
                long id = Given.published(database).get(0);
                Reports reports = attempt(id, 1);
                database.events().apply(List.of(reports.started()));
                var finished = reports.finished(0.8);
                List<Future<Integer>> counts = threads.invokeAll(List.of(
                        () -> database.trials().cancelAll(sweep.id()),
                        () -> database.events().apply(List.of(finished)).applied()));
                // One of them moved the trial, and the other one saw it.
                assertThat(counts.get(0).get() + counts.get(1).get()).isEqualTo(1);
                assertThat(state(id)).isEqualTo(counts.get(0).get() == 1 ? TrialState.CANCELLED : TrialState.SUCCEEDED);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theAttemptOfACancelledTrialIsClosedToo() {
        Sweep sweep = Given.sweep(database, 1);
        long id = Given.published(database).get(0);
        Reports reports = attempt(id, 1);
        database.events().apply(List.of(reports.started()));
        database.trials().cancelAll(sweep.id());

        assertThat(database.events().apply(List.of(reports.heartbeat())).unwanted())
                .containsExactly(id);
        database.events().apply(List.of(reports.released()));

        assertThat(state(id)).isEqualTo(TrialState.CANCELLED);
        assertThat(database.trials().find(id).orElseThrow().attempts().get(0).state())
                .isEqualTo(AttemptState.RELEASED);
        assertThat(silent(id)).isEmpty();
    }

    @Test
    void anUnknownTrialIsNotFound() {
        assertThat(database.trials().find(-1)).isEmpty();
    }
}

package dev.contranorm.db.outbox;

import static dev.contranorm.db.Given.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contranorm.db.Database;
import dev.contranorm.db.Given;
import dev.contranorm.db.Given.Reports;
import dev.contranorm.db.TestDatabase;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.sweep.SweepState;
import dev.contranorm.db.trial.TrialState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OutboxStoreTest {
    private static Database database;

    @BeforeAll
    static void open() {
        database = TestDatabase.open(OutboxStoreTest.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @AfterEach
    void cancelOpenSweeps() {
        database.outbox().inDoubt().forEach(batch -> database.outbox().resolve(batch.id(), Set.of()));
        database.sweeps()
                .inStates(Set.of(SweepState.EXPANDING, SweepState.RUNNING, SweepState.PAUSED, SweepState.STOPPING))
                .forEach(sweep -> database.sweeps().move(sweep.id(), SweepState.CANCELLED));
    }

    private static TrialState state(long trialId) {
        return database.trials().find(trialId).orElseThrow().status().state();
    }

    private static List<Long> ids(OutboxBatch batch) {
        return batch.trials().stream().map(OutboxTrial::trialId).toList();
    }

    @Test
    void trialsAreClaimedInTheOrderOfThePlanAndQueuedWhenConfirmed() {
        Sweep sweep = Given.sweep(database, 5);
        OutboxBatch first = database.outbox().claim(3, "{\"0\":17}").orElseThrow();
        assertThat(first.trials())
                .extracting(OutboxTrial::hash)
                .containsExactly(
                        "sweep-" + sweep.id() + "-0-0", "sweep-" + sweep.id() + "-0-1", "sweep-" + sweep.id() + "-1-0");
        assertThat(database.sweeps().progress(sweep.id()).count(TrialState.PENDING))
                .isEqualTo(5);

        database.outbox().published(first.id());
        database.outbox().published(first.id());

        assertThat(database.sweeps().progress(sweep.id()).count(TrialState.QUEUED))
                .isEqualTo(3);
        assertThat(ids(database.outbox().claim(10, "{}").orElseThrow()))
                .hasSize(2)
                .doesNotContainAnyElementsOf(ids(first));
        assertThat(database.outbox().claim(10, "{}")).isEmpty();
    }

    @Test
    void aBatchThatWasNeverConfirmedIsInDoubtUntilResolved() {
        Given.sweep(database, 4);
        OutboxBatch batch = database.outbox().claim(4, "{\"0\":17}").orElseThrow();
        assertThat(database.outbox().inDoubt()).containsExactly(batch);
        List<Long> ids = ids(batch);

        database.outbox().resolve(batch.id(), Set.of(ids.get(1), ids.get(3)));
        database.outbox().resolve(batch.id(), Set.of(ids.get(1), ids.get(3)));

        assertThat(database.outbox().inDoubt()).isEmpty();
        assertThat(ids.stream().map(OutboxStoreTest::state))
                .containsExactly(TrialState.PENDING, TrialState.QUEUED, TrialState.PENDING, TrialState.QUEUED);
        assertThat(ids(database.outbox().claim(10, "{}").orElseThrow())).containsExactly(ids.get(0), ids.get(2));
    }

    @Test
    void aCrashAnywherePublishesEachTrialOnce() {
        Sweep sweep = Given.sweep(database, 40);
        List<Long> topic = new ArrayList<>();
        int round = 0;
        while (database.sweeps().progress(sweep.id()).count(TrialState.QUEUED) < 40) {
            // A start: what is in doubt is looked up on the topic.
            for (OutboxBatch doubtful : database.outbox().inDoubt()) {
                int offset = Integer.parseInt(doubtful.topicOffsets());
                database.outbox().resolve(doubtful.id(), new HashSet<>(topic.subList(offset, topic.size())));
            }
            OutboxBatch batch =
                    database.outbox().claim(7, Integer.toString(topic.size())).orElse(null);
            if (batch == null) {
                continue;
            }
            // It dies after so many sends; seven is a batch sent whole, eight one that is confirmed too.
            int sends = Math.min(round++ % 9, batch.trials().size());
            topic.addAll(ids(batch).subList(0, sends));
            if (round % 9 == 0 && sends == batch.trials().size()) {
                database.outbox().published(batch.id());
            }
        }
        assertThat(topic).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void aPausedSweepIsNotPublished() {
        Sweep sweep = Given.sweep(database, 2);
        database.sweeps().move(sweep.id(), SweepState.PAUSED);
        assertThat(database.outbox().claim(10, "{}")).isEmpty();
        database.sweeps().resume(sweep.id());
        assertThat(database.outbox().claim(10, "{}").orElseThrow().trials()).hasSize(2);
    }

    @Test
    void aTrialCancelledWhileItIsPublishedStaysCancelled() {
        Sweep sweep = Given.sweep(database, 2);
        OutboxBatch batch = database.outbox().claim(10, "{}").orElseThrow();
        database.sweeps().move(sweep.id(), SweepState.STOPPING);
        assertThat(database.outbox().inDoubt()).containsExactly(batch);

        database.outbox().published(batch.id());

        assertThat(ids(batch).stream().map(OutboxStoreTest::state)).containsOnly(TrialState.CANCELLED);
        assertThat(database.outbox().waiting()).isZero();
    }

    @Test
    void aCancelledTrialInDoubtDoesNotComeBack() {
        Sweep sweep = Given.sweep(database, 2);
        OutboxBatch batch = database.outbox().claim(10, "{}").orElseThrow();
        database.sweeps().move(sweep.id(), SweepState.CANCELLED);
        database.outbox().resolve(batch.id(), Set.of());
        assertThat(database.outbox().waiting()).isZero();
    }

    @Test
    void trialsThatTheBusHasLostArePublishedAgain() {
        Sweep sweep = Given.sweep(database, 3);
        List<Long> ids = Given.published(database);
        database.events().apply(List.of(attempt(ids.get(0), 1).started()));

        assertThat(database.outbox().requeue()).isEqualTo(2);

        assertThat(state(ids.get(0))).isEqualTo(TrialState.RUNNING);
        assertThat(database.sweeps().progress(sweep.id()).count(TrialState.PENDING))
                .isEqualTo(2);
        assertThat(Given.published(database)).containsExactly(ids.get(1), ids.get(2));
    }

    @Test
    void noMoreThanParallelTrialsAreOnTheBus() {
        Sweep narrow = Given.sweep(database, 5, Given.parallel(2));
        Given.sweep(database, 2);

        OutboxBatch batch = database.outbox().claim(10, "{}").orElseThrow();

        // The limit of one sweep does not hold back the other.
        assertThat(batch.trials()).hasSize(4);
        assertThat(database.outbox().claim(10, "{}")).isEmpty();
        database.outbox().published(batch.id());
        assertThat(database.outbox().claim(10, "{}")).isEmpty();
        Reports first = attempt(ids(batch).get(0), 1);
        database.events().apply(List.of(first.started(), first.finished(0.8)));
        assertThat(database.outbox().claim(10, "{}").orElseThrow().trials())
                .singleElement()
                .satisfies(trial -> assertThat(trial.sweepId()).isEqualTo(narrow.id()));
    }

    @Test
    void twoPublishersAtOnceNeverClaimTheSameTrialNorExceedParallelTrials() throws Exception {
        Given.sweep(database, 60);
        Given.sweep(database, 60, Given.parallel(30));
        Callable<List<Long>> publisher = () -> {
            List<Long> claimed = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                database.outbox().claim(7, "{}").ifPresent(batch -> claimed.addAll(ids(batch)));
            }
            return claimed;
        };
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> claimed : threads.invokeAll(List.of(publisher, publisher, publisher))) {
                all.addAll(claimed.get());
            }
            assertThat(all).hasSize(90).doesNotHaveDuplicates();
        } finally {
            threads.shutdownNow();
        }
    }
}

package dev.contranorm.db.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contranorm.db.Database;
import dev.contranorm.db.Given;
import dev.contranorm.db.Given.Reports;
import dev.contranorm.db.TestDatabase;
import dev.contranorm.db.connection.DatabaseSettings;
import dev.contranorm.db.trial.TrialState;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SweepStoreTest {
    private static DatabaseSettings settings;
    private static Database database;

    @BeforeAll
    static void open() {
        settings = TestDatabase.settings(SweepStoreTest.class);
        database = Database.open(settings);
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

    @Test
    void aSubmittedSweepIsFoundAsItWasGiven() {
        SweepLimits limits =
                new SweepLimits(OptionalInt.of(8), OptionalInt.of(10), Optional.of(Duration.ofMillis(7_200_500)), 4);
        NewSweep asked = new NewSweep("depth", "name: depth", "hash-depth", "clean", "test/accuracy", false, 7, limits);

        Sweep sweep = database.sweeps().submit(asked);

        assertThat(sweep.limits()).isEqualTo(limits);
        assertThat(sweep.maximize()).isFalse();
        assertThat(sweep.state()).isEqualTo(SweepState.EXPANDING);
        assertThat(database.sweeps().find(sweep.id())).contains(sweep);
        assertThat(database.sweeps().newestNamed("depth")).contains(sweep);
        assertThat(database.sweeps().list(1)).containsExactly(sweep);
        assertThat(database.sweeps().find(-1)).isEmpty();
    }

    @Test
    void theSameDefinitionGivesTheSweepThatExists() {
        NewSweep asked = Given.newSweep(3, SweepLimits.none());
        Sweep first = database.sweeps().submit(asked);
        database.sweeps().move(first.id(), SweepState.PAUSED);

        Sweep second = database.sweeps().submit(asked);

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.state()).isEqualTo(SweepState.PAUSED);
    }

    @Test
    void aDefinitionSubmittedByManyAtOnceIsOneSweep() throws Exception {
        NewSweep asked = Given.newSweep(3, SweepLimits.none());
        Callable<Long> submit = () -> database.sweeps().submit(asked).id();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Long>> ids = threads.invokeAll(List.of(submit, submit, submit, submit));
            long first = ids.get(0).get();
            for (Future<Long> id : ids) {
                assertThat(id.get()).isEqualTo(first);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void ofTwoMovesAtOnceOnlyAnAllowedOneTakesEffect() throws Exception {
        for (int round = 0; round < 20; round++) {
            long id = Given.sweep(database, 0).id();
            ExecutorService threads = Executors.newFixedThreadPool(2);
            try {
                // FINISHED and CANCELLED exclude each other, whichever comes first.
                List<Future<Boolean>> moves = threads.invokeAll(
                        List.of(() -> database.sweeps().move(id, SweepState.FINISHED), () -> database.sweeps()
                                .move(id, SweepState.CANCELLED)));
                assertThat(moves.get(0).get()).isNotEqualTo(moves.get(1).get());
                SweepState winner = moves.get(0).get() ? SweepState.FINISHED : SweepState.CANCELLED;
                assertThat(database.sweeps().find(id).orElseThrow().state()).isEqualTo(winner);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    void progressCountsByState() {
        Sweep sweep = Given.sweep(database, 5);
        List<Long> ids = Given.published(database);
        Reports first = Given.attempt(ids.get(0), 1);
        Reports second = Given.attempt(ids.get(1), 1);
        database.events().apply(List.of(first.started(), first.finished(0.8), second.started(), second.failed(false)));
        database.events().apply(List.of(Given.attempt(ids.get(2), 1).started()));

        SweepProgress progress = database.sweeps().progress(sweep.id());

        assertThat(progress.plannedTrials()).isEqualTo(5);
        assertThat(progress.expandedTrials()).isEqualTo(5);
        assertThat(progress.count(TrialState.SUCCEEDED)).isEqualTo(1);
        assertThat(progress.count(TrialState.FAILED)).isEqualTo(1);
        assertThat(progress.count(TrialState.RUNNING)).isEqualTo(1);
        assertThat(progress.count(TrialState.QUEUED)).isEqualTo(2);
        assertThat(progress.count(TrialState.PENDING)).isZero();
        assertThat(progress.ended()).isEqualTo(2);
        assertThat(progress.endedLastMinute()).isEqualTo(2);
        assertThat(progress.firstStart()).isPresent();
        assertThat(progress.reused()).isZero();
        assertThatThrownBy(() -> database.sweeps().progress(-1)).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void progressOfAnEmptySweepIsAllZero() {
        long id =
                database.sweeps().submit(Given.newSweep(3, SweepLimits.none())).id();
        SweepProgress progress = database.sweeps().progress(id);
        assertThat(progress.ended()).isZero();
        assertThat(progress.firstStart()).isEmpty();
        assertThat(progress.plannedTrials()).isEqualTo(3);
    }

    @Test
    void onlyASweepWhoseTrialsAllEndedIsFinished() {
        Sweep sweep = Given.sweep(database, 2);
        List<Long> ids = Given.published(database);
        Reports first = Given.attempt(ids.get(0), 1);
        Reports second = Given.attempt(ids.get(1), 1);
        database.events().apply(List.of(first.started(), first.finished(0.8), second.started()));
        assertThat(database.sweeps().finishCompleted()).isZero();
        database.events().apply(List.of(second.failed(false)));
        assertThat(database.sweeps().finishCompleted()).isEqualTo(1);
        assertThat(database.sweeps().find(sweep.id()).orElseThrow().state()).isEqualTo(SweepState.FINISHED);
        assertThat(database.sweeps().finishCompleted()).isZero();
    }

    @Test
    void aSweepWithTrialsStillToBeWrittenIsNotFinished() {
        long id =
                database.sweeps().submit(Given.newSweep(4, SweepLimits.none())).id();
        database.sweeps().move(id, SweepState.RUNNING);
        assertThat(database.sweeps().finishCompleted()).isZero();
    }

    @Test
    void stoppingCancelsWhatHasNotStartedAndCancellingTheRest() {
        Sweep sweep = Given.sweep(database, 3, Given.parallel(2));
        List<Long> ids = Given.published(database);
        database.events().apply(List.of(Given.attempt(ids.get(0), 1).started()));

        database.sweeps().move(sweep.id(), SweepState.STOPPING);
        assertThat(database.sweeps().progress(sweep.id()).counts())
                .containsEntry(TrialState.CANCELLED, 2L)
                .containsEntry(TrialState.RUNNING, 1L);
        assertThat(database.sweeps().finishCompleted()).isZero();

        database.sweeps().move(sweep.id(), SweepState.CANCELLED);
        assertThat(database.sweeps().progress(sweep.id()).count(TrialState.CANCELLED))
                .isEqualTo(3);
        assertThat(database.outbox().waiting()).isZero();
    }

    @Test
    void aTrialThatCameBackWhileTheSweepWasBeingStoppedDoesNotKeepItOpen() throws Exception {
        Sweep sweep = Given.sweep(database, 1);
        Given.published(database);
        database.sweeps().move(sweep.id(), SweepState.STOPPING);
        // The state that a report leaves when it is applied during the stop.
        database.trials().retryCancelled(sweep.id());
        try (Connection connection = TestDatabase.connect(settings);
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE sweep SET state = 'stopping' WHERE id = " + sweep.id());
        }

        assertThat(database.sweeps().finishCompleted()).isEqualTo(1);
        assertThat(database.sweeps().progress(sweep.id()).count(TrialState.CANCELLED))
                .isEqualTo(1);
        assertThat(database.outbox().waiting()).isZero();
    }

    @Test
    void resumingGoesBackToWhatIsLeftToDo() {
        long unwritten =
                database.sweeps().submit(Given.newSweep(4, SweepLimits.none())).id();
        database.sweeps().move(unwritten, SweepState.PAUSED);
        assertThat(database.sweeps().resume(unwritten)).isTrue();
        assertThat(database.sweeps().find(unwritten).orElseThrow().state()).isEqualTo(SweepState.EXPANDING);

        long written = Given.sweep(database, 2).id();
        database.sweeps().move(written, SweepState.PAUSED);
        assertThat(database.sweeps().resume(written)).isTrue();
        assertThat(database.sweeps().find(written).orElseThrow().state()).isEqualTo(SweepState.RUNNING);
        assertThat(database.sweeps().resume(-1)).isFalse();
    }
}

package dev.contranorm.orchestrator.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.contranorm.db.Database;
import dev.contranorm.db.event.EventHeader;
import dev.contranorm.db.event.TrialChange;
import dev.contranorm.db.result.TrialRow;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.trial.TrialState;
import dev.contranorm.orchestrator.Infrastructure;
import dev.contranorm.orchestrator.NoopSweeps;
import dev.contranorm.orchestrator.SetClock;
import dev.contranorm.zoo.trial.Catalogue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExpireLostTrialsTest {
    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final SetClock clock = new SetClock(Instant.parse("2026-11-24T12:00:00Z"));
    private Database database;
    private long trial;
    private ExpireLostTrials duty;

    @BeforeEach
    void aTrialRunsWhoseWorkerIsNotHeardAgain() {
        database = Infrastructure.database();
        PlanCache plans = new PlanCache(Catalogue.load());
        SweepService sweeps = new SweepService(
                database, plans, new PendingCommands(commands -> {}, Clock.systemUTC()), Clock.systemUTC());
        Sweep sweep = sweeps.submit(NoopSweeps.definition("silent", 1)).sweep();
        new ExpandSweeps(database.sweeps(), database.trials(), plans, 5, PAUSE).perform();
        trial = database.results().trials(sweep.id(), 0, 1).stream()
                .mapToLong(TrialRow::id)
                .findFirst()
                .orElseThrow();
        database.events()
                .apply(List.of(new TrialChange.Started(
                        new EventHeader(trial, sweep.id(), 1, 1, "w", Instant.now()), "{}", 10, 1)));
        duty = new ExpireLostTrials(database.trials(), SILENCE, PAUSE, clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private boolean runs() {
        return database.trials().find(trial).orElseThrow().status().state() == TrialState.RUNNING;
    }

    private void awaitSilence() {
        await().until(() -> !database.trials().lost(SILENCE, 1).isEmpty());
    }

    @Test
    void aSilentWorkerLosesItsTrial() {
        awaitSilence();

        duty.perform();

        assertThat(runs()).isFalse();
    }

    @Test
    void afterTheMachineSleptAWorkerHasTheWholeTimeAnew() {
        duty.perform();
        awaitSilence();
        clock.advance(Duration.ofHours(8));

        duty.perform();
        assertThat(runs()).as("right after waking").isTrue();

        clock.advance(SILENCE.dividedBy(2));
        duty.perform();
        assertThat(runs()).as("half of its time later").isTrue();

        clock.advance(SILENCE);
        duty.perform();
        assertThat(runs()).as("still not heard").isFalse();
    }
}

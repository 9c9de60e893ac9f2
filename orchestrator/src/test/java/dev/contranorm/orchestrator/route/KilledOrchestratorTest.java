package dev.contranorm.orchestrator.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contranorm.db.Database;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.trial.TrialState;
import dev.contranorm.orchestrator.Infrastructure;
import dev.contranorm.orchestrator.NoopSweeps;
import dev.contranorm.orchestrator.lifecycle.PendingCommands;
import dev.contranorm.orchestrator.lifecycle.PlanCache;
import dev.contranorm.orchestrator.lifecycle.SweepService;
import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.worker.bus.Topics;
import dev.contranorm.zoo.trial.Catalogue;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An orchestrator that is killed again and again while it expands and publishes loses nothing and doubles nothing. */
@Tag("chaos")
class KilledOrchestratorTest {
    private static final int TRIALS = 4_000;
    private static final int KILLS = 8;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void everyTrialIsOnTheBusOnceHoweverOftenTheOrchestratorIsKilled() throws Exception {
        Infrastructure.TestDatabase place = Infrastructure.testDatabase();
        BusSettings bus = Infrastructure.bus();
        Topics.ensure(bus);
        Random random = new Random(7);
        int kills = 0;
        try (Database database = place.open()) {
            Clock clock = Clock.systemUTC();
            SweepService sweeps = new SweepService(
                    database, new PlanCache(Catalogue.load()), new PendingCommands(commands -> {}, clock), clock);
            Sweep sweep = sweeps.submit(NoopSweeps.definition("killed", TRIALS)).sweep();
            while (count(database, sweep) < TRIALS) {
                long before = onTheWay(database, sweep);
                OrchestratorProcess orchestrator = OrchestratorProcess.start(place.settings(), bus);
                // From its first visible work on, so that every kill meets work however slow the start is.
                while (onTheWay(database, sweep) == before && count(database, sweep) < TRIALS) {
                    assertThat(orchestrator.isAlive()).isTrue();
                    Thread.sleep(5);
                }
                Thread.sleep(random.nextInt(500));
                while (kills == KILLS && count(database, sweep) < TRIALS) {
                    // The last one may finish.
                    Thread.sleep(50);
                }
                orchestrator.kill();
                kills++;
            }
            assertThat(kills).isGreaterThan(2);
            List<Long> published = TopicReading.trials(bus);
            assertThat(published).doesNotHaveDuplicates().hasSize(TRIALS);
            assertThat(database.outbox().waiting()).isZero();
        }
    }

    private static long count(Database database, Sweep sweep) {
        return database.sweeps().progress(sweep.id()).count(TrialState.QUEUED);
    }

    private static long onTheWay(Database database, Sweep sweep) {
        return count(database, sweep)
                + database.sweeps().find(sweep.id()).orElseThrow().expandedTrials();
    }
}

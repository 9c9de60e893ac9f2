package dev.contranorm.orchestrator.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contranorm.db.Database;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.sweep.SweepState;
import dev.contranorm.db.trial.SpecRow;
import dev.contranorm.orchestrator.Infrastructure;
import dev.contranorm.orchestrator.NoopSweeps;
import dev.contranorm.orchestrator.definition.SweepDefinition;
import dev.contranorm.orchestrator.plan.Plan;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.TrialSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExpandSweepsTest {
    private static final int TRIALS = 23;
    private static final SweepDefinition DEFINITION = NoopSweeps.definition("expanded", TRIALS);

    private final Catalogue catalogue = Catalogue.load();
    private final PlanCache plans = new PlanCache(catalogue);
    private Database database;
    private SweepService sweeps;

    @BeforeEach
    void open() {
        database = Infrastructure.database();
        sweeps = new SweepService(
                database, plans, new PendingCommands(commands -> {}, Clock.systemUTC()), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private ExpandSweeps expansion(int chunk) {
        return new ExpandSweeps(database.sweeps(), database.trials(), plans, chunk, Duration.ofSeconds(1));
    }

    private Sweep now(Sweep sweep) {
        return sweeps.sweep(sweep.id());
    }

    private List<String> hashes(Sweep sweep) {
        return database.results().trials(sweep.id(), 0, 1_000).stream()
                .map(trial -> trial.spec().hash())
                .toList();
    }

    private static List<String> planned() {
        return Plan.of(DEFINITION, Catalogue.load())
                .specs(0)
                .map(TrialSpec::hash)
                .toList();
    }

    @Test
    void aSweepIsWrittenChunkByChunkInTheOrderOfItsPlan() {
        Sweep sweep = sweeps.submit(DEFINITION).sweep();

        expansion(5).perform();

        assertThat(now(sweep).state()).isEqualTo(SweepState.RUNNING);
        assertThat(hashes(sweep)).isEqualTo(planned());
        assertThat(database.outbox().waiting()).isEqualTo(TRIALS);
    }

    @Test
    void whatAProcessLeftInTheMiddleIsWrittenToTheEndWithoutLossOrDoubling() {
        Sweep sweep = sweeps.submit(DEFINITION).sweep();
        // An earlier process wrote two chunks of another size and ended.
        addByHand(sweep, 0, 4);
        addByHand(sweep, 4, 4);

        expansion(5).perform();

        assertThat(hashes(sweep)).isEqualTo(planned());
        assertThat(database.outbox().waiting()).isEqualTo(TRIALS);
    }

    @Test
    void aChunkThatIsWrittenTwiceCountsOnce() {
        Sweep sweep = sweeps.submit(DEFINITION).sweep();
        addByHand(sweep, 0, 4);
        addByHand(sweep, 0, 4);

        expansion(5).perform();

        assertThat(hashes(sweep)).isEqualTo(planned());
    }

    private void addByHand(Sweep sweep, int from, int count) {
        List<SpecRow> chunk = Plan.of(DEFINITION, catalogue)
                .specs(from)
                .limit(count)
                .map(spec -> new SpecRow(
                        spec.hash(),
                        spec.cellHash(),
                        spec.dataset(),
                        spec.backbone(),
                        spec.norm(),
                        spec.protocol().label(),
                        spec.seed(),
                        spec.canonicalJson()))
                .toList();
        database.trials().addChunk(sweep.id(), from, chunk);
    }

    @Test
    void severalSweepsAreWrittenInTurn() {
        Sweep one = sweeps.submit(DEFINITION).sweep();
        Sweep other = sweeps.submit(NoopSweeps.definition("other", 7)).sweep();

        expansion(3).perform();

        assertThat(now(one).expandedTrials()).isEqualTo(TRIALS);
        assertThat(now(other).expandedTrials()).isEqualTo(7);
    }

    @Test
    void aSweepThatIsStoppedBeforehandIsNotWritten() {
        Sweep sweep = sweeps.submit(DEFINITION).sweep();
        sweeps.stop(sweep.id());

        expansion(5).perform();

        assertThat(now(sweep).expandedTrials()).isZero();
    }
}

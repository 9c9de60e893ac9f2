package dev.contranorm.orchestrator.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.contranorm.db.Database;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.sweep.SweepState;
import dev.contranorm.db.trial.TrialState;
import dev.contranorm.orchestrator.Infrastructure;
import dev.contranorm.orchestrator.NoopSweeps;
import dev.contranorm.orchestrator.lifecycle.Submission;
import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.worker.bus.Topics;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sweeps from their submission to their end with a real worker. */
class LifecycleTest {
    private static final Duration SOON = Duration.ofSeconds(40);

    private static Database database;
    private static BusSettings bus;
    private static OrchestratorRuntime runtime;
    private static WorkerProcess worker;

    @BeforeAll
    static void start() throws Exception {
        database = Infrastructure.database();
        bus = Infrastructure.bus();
        Topics.ensure(bus);
        worker = WorkerProcess.start(bus, "one");
        runtime = OrchestratorRuntime.start(database, bus, RuntimeSettings.of(Optional.empty()));
    }

    @AfterAll
    static void stop() {
        worker.close();
        runtime.close();
        database.close();
    }

    private static Sweep submit(String name, int trials) {
        return runtime.sweeps().submit(NoopSweeps.definition(name, trials)).sweep();
    }

    private static long count(Sweep sweep, TrialState state) {
        return database.sweeps().progress(sweep.id()).count(state);
    }

    private static void awaitState(Sweep sweep, SweepState state) {
        await().atMost(SOON)
                .until(() -> database.sweeps().find(sweep.id()).orElseThrow().state() == state);
    }

    @Test
    void aSweepRunsToItsEnd() {
        Sweep sweep = submit("to-the-end", 40);

        awaitState(sweep, SweepState.FINISHED);
        assertThat(count(sweep, TrialState.SUCCEEDED)).isEqualTo(40);
        assertThat(runtime.sweeps().status(sweep.id()).timeLeft()).isEmpty();
    }

    @Test
    void aFinishedSweepSubmittedAgainIsTheSameAndStaysFinished() {
        Sweep sweep = submit("again", 3);
        awaitState(sweep, SweepState.FINISHED);

        Submission again = runtime.sweeps().submit(NoopSweeps.definition("again", 3), true);

        assertThat(again.sweep().id()).isEqualTo(sweep.id());
        assertThat(again.sweep().state()).isEqualTo(SweepState.FINISHED);
        assertThat(again.retried()).isZero();
    }

    @Test
    void aPausedSweepGoesOnWhereItWasAndLosesNothing() {
        Sweep sweep = submit("paused", 300);
        await().atMost(SOON).until(() -> count(sweep, TrialState.SUCCEEDED) > 5);
        runtime.sweeps().pause(sweep.id());
        await().atMost(SOON).until(() -> {
            long before = count(sweep, TrialState.SUCCEEDED);
            Thread.sleep(700);
            return count(sweep, TrialState.SUCCEEDED) == before;
        });
        assertThat(count(sweep, TrialState.SUCCEEDED)).isLessThan(300);
        assertThat(database.sweeps().find(sweep.id()).orElseThrow().state()).isEqualTo(SweepState.PAUSED);

        runtime.sweeps().resume(sweep.id());

        awaitState(sweep, SweepState.FINISHED);
        assertThat(count(sweep, TrialState.SUCCEEDED)).isEqualTo(300);
    }

    @Test
    void aSweepThatIsToHaveTheWorkersAloneDoesNotWaitForTheOthers() {
        Sweep broken = submit("broken-off", 800);
        await().atMost(SOON).until(() -> count(broken, TrialState.SUCCEEDED) > 5);
        Sweep wanted = submit("wanted", 10);

        assertThat(runtime.sweeps().pauseAllBut(wanted.id()))
                .extracting(Sweep::id)
                .containsExactly(broken.id());

        awaitState(wanted, SweepState.FINISHED);
        assertThat(count(broken, TrialState.SUCCEEDED)).isLessThan(800);
        runtime.sweeps().resume(broken.id());
        awaitState(broken, SweepState.FINISHED);
        assertThat(count(broken, TrialState.SUCCEEDED)).isEqualTo(800);
    }

    @Test
    void aCancelledSweepEndsAndIsTakenUpByAnotherSubmission() {
        Sweep sweep = submit("cancelled", 400);
        await().atMost(SOON).until(() -> count(sweep, TrialState.SUCCEEDED) > 5);

        assertThat(runtime.sweeps().cancel(sweep.id()).state()).isEqualTo(SweepState.CANCELLED);
        assertThat(count(sweep, TrialState.CANCELLED)).isPositive();
        Submission again = runtime.sweeps().submit(NoopSweeps.definition("cancelled", 400));

        assertThat(again.retried()).isPositive();
        awaitState(sweep, SweepState.FINISHED);
        assertThat(count(sweep, TrialState.SUCCEEDED)).isEqualTo(400);
    }

    @Test
    void noMoreTrialsThanAllowedAreOnTheBusAtATime() {
        Sweep sweep = runtime.sweeps()
                .submit(NoopSweeps.definition("narrow", 12, "limits: {parallelTrials: 2}"))
                .sweep();

        await().atMost(SOON).until(() -> {
            assertThat(count(sweep, TrialState.QUEUED) + count(sweep, TrialState.RUNNING))
                    .isLessThanOrEqualTo(2);
            return count(sweep, TrialState.SUCCEEDED) == 12;
        });
    }
}

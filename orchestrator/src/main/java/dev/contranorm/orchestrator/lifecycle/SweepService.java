package dev.contranorm.orchestrator.lifecycle;

import dev.contranorm.db.Database;
import dev.contranorm.db.sweep.NewSweep;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.sweep.SweepLimits;
import dev.contranorm.db.sweep.SweepProgress;
import dev.contranorm.db.sweep.SweepState;
import dev.contranorm.db.trial.TrialState;
import dev.contranorm.orchestrator.definition.Limits;
import dev.contranorm.orchestrator.definition.SweepDefinition;
import dev.contranorm.worker.bus.ControlCommand.Action;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Submitting and steering sweeps. The database is the authority and changes first; workers are told afterwards. Every call is
 * idempotent.
 */
public final class SweepService {
    private final Database database;
    private final PlanCache plans;
    private final PendingCommands controls;
    private final Clock clock;

    public SweepService(Database database, PlanCache plans, PendingCommands controls, Clock clock) {
        this.database = database;
        this.plans = plans;
        this.controls = controls;
        this.clock = clock;
    }

    /** {@link #submit(SweepDefinition, boolean)} without retrying failed trials. */
    public Submission submit(SweepDefinition definition) {
        return submit(definition, false);
    }

    /**
     * Records a sweep; a periodic task writes its trials later. Submitting a definition again returns the existing sweep: a
     * stopped or cancelled one continues with what is missing, a paused one stays paused.
     *
     * @param retryFailed whether failed trials of an existing sweep are retried
     * @throws dev.contranorm.orchestrator.definition.InvalidDefinitionException when the plan has too many trials, or none
     */
    public Submission submit(SweepDefinition definition, boolean retryFailed) {
        long planned = plans.of(definition).trials();
        Sweep sweep = database.sweeps()
                .submit(new NewSweep(
                        definition.name(),
                        definition.canonicalText(),
                        definition.hash(),
                        definition.protocol(),
                        definition.metric().name(),
                        definition.metric().maximize(),
                        planned,
                        limits(definition.limits())));
        boolean ended = sweep.state().ended() || sweep.state() == SweepState.STOPPING;
        int retried = ended ? resumeTrials(sweep) : 0;
        if (retryFailed) {
            retried += retryFailed(sweep);
        }
        return new Submission(sweep(sweep.id()), retried);
    }

    private static SweepLimits limits(Limits limits) {
        return new SweepLimits(
                limits.parallelTrials(), limits.maxFailedTrials(), limits.trialTimeout(), limits.maxAttempts());
    }

    /** Publishes no more trials; running trials continue to their end. */
    public Sweep pause(long id) {
        Sweep sweep = sweep(id);
        require(
                database.sweeps().move(id, SweepState.PAUSED),
                sweep,
                "cannot be paused; only one that is expanding or running can");
        controls.sweep(id, Action.STOP);
        return sweep(id);
    }

    /** Pauses every other unfinished sweep, so that this one has all workers. Returns the paused sweeps. */
    public List<Sweep> pauseAllBut(long id) {
        List<Sweep> paused = database.sweeps().inStates(Set.of(SweepState.EXPANDING, SweepState.RUNNING)).stream()
                .filter(other -> other.id() != id && database.sweeps().move(other.id(), SweepState.PAUSED))
                .toList();
        paused.forEach(other -> controls.sweep(other.id(), Action.STOP));
        return paused;
    }

    /** Continues after a pause, a stop or a cancellation with every trial that has no result yet. */
    public Sweep resume(long id) {
        Sweep sweep = sweep(id);
        if (sweep.state() == SweepState.EXPANDING || sweep.state() == SweepState.RUNNING) {
            return sweep;
        }
        int taken = resumeTrials(sweep);
        require(
                taken > 0 || !sweep(id).state().ended(),
                sweep,
                "has nothing left to do; `retry` runs its failed trials again");
        return sweep(id);
    }

    /** Cancels waiting trials; running trials continue to their end. */
    public Sweep stop(long id) {
        Sweep sweep = sweep(id);
        require(database.sweeps().move(id, SweepState.STOPPING), sweep, "cannot be stopped: it has ended");
        database.trials().cancelUnstarted(id);
        controls.sweep(id, Action.STOP);
        return sweep(id);
    }

    /** Cancels all trials, including running ones. */
    public Sweep cancel(long id) {
        Sweep sweep = sweep(id);
        require(database.sweeps().move(id, SweepState.CANCELLED), sweep, "cannot be cancelled: it has ended");
        database.trials().cancelAll(id);
        controls.sweep(id, Action.CANCEL);
        return sweep(id);
    }

    /**
     * Retries failed trials, with a full number of attempts.
     *
     * @return how many
     */
    public int retry(long id) {
        Sweep sweep = sweep(id);
        boolean ended = sweep.state() == SweepState.STOPPING || sweep.state() == SweepState.CANCELLED;
        require(!ended, sweep, "must be resumed before its failed trials can be retried");
        return retryFailed(sweep);
    }

    private int retryFailed(Sweep sweep) {
        int retried = database.trials().retryFailed(sweep.id());
        if (retried > 0) {
            controls.sweep(sweep.id(), Action.RESUME);
        }
        return retried;
    }

    /** Trials first: a crash in between leaves a sweep that can be resumed. */
    private int resumeTrials(Sweep sweep) {
        int retried = sweep.state() == SweepState.PAUSED ? 0 : database.trials().retryCancelled(sweep.id());
        boolean open = retried > 0
                || sweep.expandedTrials() < sweep.plannedTrials()
                || !sweep.state().ended();
        if (open) {
            database.sweeps().resume(sweep.id());
            controls.sweep(sweep.id(), Action.RESUME);
        }
        return retried;
    }

    /** @throws UnknownSweepException when there is none */
    public Sweep sweep(long id) {
        return database.sweeps().find(id).orElseThrow(() -> new UnknownSweepException(id));
    }

    public Optional<Sweep> newestNamed(String name) {
        return database.sweeps().newestNamed(name);
    }

    /** Newest first. */
    public List<Sweep> list(int limit) {
        return database.sweeps().list(limit);
    }

    /** @throws UnknownSweepException when there is none */
    public SweepStatus status(long id) {
        Sweep sweep = sweep(id);
        SweepProgress progress = database.sweeps().progress(id);
        CompletionRate pace = CompletionRate.of(progress, clock.instant());
        boolean idle = progress.count(TrialState.RUNNING) == 0;
        return new SweepStatus(
                sweep,
                progress,
                pace.trialsPerMinute(),
                pace.timeLeft(),
                idle ? List.of() : database.trials().running(id));
    }

    private static void require(boolean possible, Sweep sweep, String message) {
        if (!possible) {
            throw new SweepConflictException("sweep " + sweep.id() + " (" + sweep.name() + ") is "
                    + sweep.state().label() + " and " + message);
        }
    }
}

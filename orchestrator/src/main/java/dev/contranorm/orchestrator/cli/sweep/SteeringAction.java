package dev.contranorm.orchestrator.cli.sweep;

import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.orchestrator.lifecycle.SweepService;
import java.util.Locale;
import java.util.function.BiFunction;

/** What a person can do to a submitted sweep; each action is a command of the same name. */
public enum SteeringAction {
    PAUSE("Pause a sweep: start no more trials, let running trials finish.", state(SweepService::pause)),
    RESUME("Resume a sweep that was paused, stopped or cancelled.", state(SweepService::resume)),
    STOP("Stop a sweep: let running trials finish and cancel the rest.", state(SweepService::stop)),
    CANCEL("Cancel a sweep, including its running trials.", state(SweepService::cancel)),
    RETRY("Retry the failed trials of a sweep.", (sweeps, id) -> retried(sweeps.retry(id)));

    private final String description;
    private final BiFunction<SweepService, Long, String> effect;

    SteeringAction(String description, BiFunction<SweepService, Long, String> effect) {
        this.description = description;
        this.effect = effect;
    }

    /** The name of the command. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The help text of the command. */
    public String description() {
        return description;
    }

    /** Changes the sweep and returns what is said about it: "is paused", for example. */
    String apply(SweepService sweeps, long sweepId) {
        return effect.apply(sweeps, sweepId);
    }

    private static BiFunction<SweepService, Long, String> state(BiFunction<SweepService, Long, Sweep> change) {
        return (sweeps, id) -> "is " + change.apply(sweeps, id).state().label();
    }

    private static String retried(int trials) {
        return switch (trials) {
            case 0 -> "has no failed trials";
            case 1 -> "retries 1 trial";
            default -> "retries " + trials + " trials";
        };
    }
}

package dev.contranorm.orchestrator.lifecycle;

import dev.contranorm.db.sweep.SweepState;
import dev.contranorm.db.sweep.SweepStore;
import dev.contranorm.worker.bus.BusUnavailableException;
import dev.contranorm.worker.bus.ControlCommand;
import dev.contranorm.worker.bus.ControlCommand.Action;
import dev.contranorm.worker.bus.ControlCommand.Scope;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Commands that wait to be sent to the workers. The newest for a sweep or a trial takes the place of an older one. They are
 * kept until the bus has them, so that giving one never fails because the bus is away.
 */
public final class PendingCommands implements PeriodicTask {
    private final ControlChannel channel;
    private final Clock clock;
    private final Map<String, ControlCommand> waiting = new LinkedHashMap<>();

    public PendingCommands(ControlChannel channel, Clock clock) {
        this.channel = Objects.requireNonNull(channel, "channel");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    public void sweep(long id, Action action) {
        add(new ControlCommand(Scope.SWEEP, id, action, clock.instant()));
    }

    public void trial(long id, Action action) {
        add(new ControlCommand(Scope.TRIAL, id, action, clock.instant()));
    }

    /** Gives again what holds for sweeps that are paused or being stopped: for a bus that may not know it. */
    public void recall(SweepStore sweeps) {
        sweeps.inStates(Set.of(SweepState.PAUSED, SweepState.STOPPING))
                .forEach(sweep -> sweep(sweep.id(), Action.STOP));
    }

    private synchronized void add(ControlCommand command) {
        waiting.put(command.key(), command);
    }

    @Override
    public String id() {
        return "send-controls";
    }

    @Override
    public Duration pause() {
        return Duration.ofMillis(100);
    }

    @Override
    public void perform() throws BusUnavailableException {
        List<ControlCommand> commands = commands();
        if (!commands.isEmpty()) {
            channel.send(commands);
            sent(commands);
        }
    }

    private synchronized List<ControlCommand> commands() {
        return new ArrayList<>(waiting.values());
    }

    /** A command that was replaced while its forerunner was on the way stays. */
    private synchronized void sent(List<ControlCommand> commands) {
        commands.forEach(command -> waiting.remove(command.key(), command));
    }
}

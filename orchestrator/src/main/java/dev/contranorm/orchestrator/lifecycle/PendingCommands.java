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
 * Commands waiting to be sent to the workers. A newer command for a sweep or a trial replaces an older one. Commands are kept
 * until the bus acknowledges them, so that issuing one never fails because the bus is unavailable.
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

    /** Issues the commands of paused and stopping sweeps again, for a bus that may have lost them. */
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

    /** Keeps a command that replaced the one being sent. */
    private synchronized void sent(List<ControlCommand> commands) {
        commands.forEach(command -> waiting.remove(command.key(), command));
    }
}

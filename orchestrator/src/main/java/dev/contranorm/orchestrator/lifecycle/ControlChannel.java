package dev.contranorm.orchestrator.lifecycle;

import dev.contranorm.worker.bus.BusUnavailableException;
import dev.contranorm.worker.bus.ControlCommand;
import java.util.List;

/** Sends control commands to all workers. */
public interface ControlChannel {
    /** Returns once the bus has acknowledged every command. */
    void send(List<ControlCommand> commands) throws BusUnavailableException;
}

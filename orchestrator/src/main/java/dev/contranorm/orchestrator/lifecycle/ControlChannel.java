package dev.contranorm.orchestrator.lifecycle;

import dev.contranorm.worker.bus.BusUnavailableException;
import dev.contranorm.worker.bus.ControlCommand;
import java.util.List;

/** The way to all workers. */
public interface ControlChannel {
    /** Returns when the bus has all of them. */
    void send(List<ControlCommand> commands) throws BusUnavailableException;
}

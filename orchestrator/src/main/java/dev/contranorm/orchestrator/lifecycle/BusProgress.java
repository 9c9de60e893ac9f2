package dev.contranorm.orchestrator.lifecycle;

import dev.contranorm.worker.bus.BusUnavailableException;

/** How far the readers of the bus have got. */
public interface BusProgress {
    /** Whether workers have acknowledged every published assignment: none is waiting and none is being trained. */
    boolean trialsDone() throws BusUnavailableException;

    /** Where the event topic ends now, as JSON. */
    String eventsEnd() throws BusUnavailableException;

    /** Whether all events up to there have been applied. */
    boolean eventsApplied(String end) throws BusUnavailableException;
}

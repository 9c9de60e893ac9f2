package dev.contranorm.orchestrator.lifecycle;

import dev.contranorm.worker.bus.BusUnavailableException;

/** How far the bus's readers are. */
public interface BusProgress {
    /** Whether workers have acknowledged every assignment ever published: none waits and none is in work. */
    boolean trialsDone() throws BusUnavailableException;

    /** Where the event topic ends now, as JSON. */
    String eventsEnd() throws BusUnavailableException;

    /** Whether all events up to there have been applied. */
    boolean eventsApplied(String end) throws BusUnavailableException;
}

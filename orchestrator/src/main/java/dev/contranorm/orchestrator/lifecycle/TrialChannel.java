package dev.contranorm.orchestrator.lifecycle;

import dev.contranorm.worker.bus.BusUnavailableException;
import dev.contranorm.worker.bus.TrialAssignment;
import java.util.List;
import java.util.Set;

/** The trial topic, as its only writer needs it. */
public interface TrialChannel {
    /** An assignment and the hash of its specification. */
    record Outgoing(String hash, TrialAssignment assignment) {}

    /** Where the topic ends now, as JSON: kept with a batch before it is sent. */
    String position() throws BusUnavailableException;

    /** Returns when the bus has acknowledged every one of them; after an exception any part of them may be there. */
    void send(List<Outgoing> trials) throws BusUnavailableException;

    /** Trials written since a {@link #position()}; none of them when the topic is another one by now. */
    Set<Long> trialsSince(String position) throws BusUnavailableException;
}

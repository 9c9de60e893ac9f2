package dev.contranorm.orchestrator.lifecycle;

import dev.contranorm.worker.bus.BusUnavailableException;
import dev.contranorm.worker.bus.TrialAssignment;
import java.util.List;
import java.util.Set;

/** The trial topic as its only writer uses it. */
public interface TrialChannel {
    /** An assignment and the hash of its specification. */
    record Outgoing(String hash, TrialAssignment assignment) {}

    /** The current end of the topic as JSON; stored with a batch before the batch is sent. */
    String position() throws BusUnavailableException;

    /** Returns once the bus has acknowledged every assignment; after an exception, some of them may be on the topic. */
    void send(List<Outgoing> trials) throws BusUnavailableException;

    /** Trials published since a {@link #position()}; none when the topic has been replaced since. */
    Set<Long> trialsSince(String position) throws BusUnavailableException;
}

package dev.contranorm.orchestrator.mlflow.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Faults that the next requests meet. */
public final class StandInFaults {
    public enum Fault {
        NONE,
        /** Not carried out. */
        REFUSED_503,
        /** Carried out, but the answer says that it was not. */
        APPLIED_THEN_500,
        /** Carried out, and the connection ends without an answer. */
        APPLIED_THEN_DROPPED
    }

    private final Map<String, Deque<Fault>> planned = new HashMap<>();
    private boolean away;

    /** The next request to that path meets the fault. Planned several times, the following ones too. */
    public synchronized void plan(String path, Fault fault) {
        planned.computeIfAbsent(path, unused -> new ArrayDeque<>()).add(fault);
    }

    /** Every request is answered with 503 from now on, or no longer. */
    public synchronized void away(boolean now) {
        away = now;
    }

    synchronized Fault next(String path) {
        if (away) {
            return Fault.REFUSED_503;
        }
        Deque<Fault> queue = planned.get(path);
        return queue == null || queue.isEmpty() ? Fault.NONE : queue.remove();
    }
}

package dev.contranorm.orchestrator.mlflow.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** How the next requests fail. */
public final class StandInFaults {
    public enum Fault {
        NONE,
        /** Not carried out. */
        REFUSED_503,
        /** Carried out, but the response is an error. */
        APPLIED_THEN_500,
        /** Carried out, but the connection ends without a response. */
        APPLIED_THEN_DROPPED
    }

    private final Map<String, Deque<Fault>> planned = new HashMap<>();
    private boolean unavailable;

    /** Plans the next request to that path; repeated calls plan the requests after it. */
    public synchronized void plan(String path, Fault fault) {
        planned.computeIfAbsent(path, unused -> new ArrayDeque<>()).add(fault);
    }

    /** Whether every request gets status 503. */
    public synchronized void unavailable(boolean now) {
        unavailable = now;
    }

    synchronized Fault next(String path) {
        if (unavailable) {
            return Fault.REFUSED_503;
        }
        Deque<Fault> queue = planned.get(path);
        return queue == null || queue.isEmpty() ? Fault.NONE : queue.remove();
    }
}

package dev.contranorm.worker.run;

/** The attempt that a worker runs now, for the threads that send its heartbeats or ask it to stop. Thread-safe. */
final class CurrentAttempt {
    private volatile Attempt attempt;
    private volatile boolean stopping;

    /** Makes an attempt the current one, before it trains. */
    void begin(Attempt next, ControlWatch control) {
        attempt = next;
        // A command that arrived after the check for permission and before the line above found no attempt to stop.
        applyCommands(control);
        if (stopping) {
            next.stop().ask(StopRequest.Reason.SHUTDOWN);
        }
    }

    /** The current attempt has ended. */
    void end() {
        attempt = null;
    }

    void heartbeat() {
        Attempt running = attempt;
        if (running != null) {
            running.reporter().heartbeat();
        }
    }

    /** Asks the current attempt to stop when a command cancels it. */
    void applyCommands(ControlWatch control) {
        Attempt running = attempt;
        if (running != null && control.cancels(running.delivery().assignment())) {
            running.stop().ask(StopRequest.Reason.CANCELLED);
        }
    }

    /** Asks the current attempt, and every later one, to stop because the worker shuts down. */
    void stop() {
        stopping = true;
        Attempt running = attempt;
        if (running != null) {
            running.stop().ask(StopRequest.Reason.SHUTDOWN);
        }
    }

    boolean isStopping() {
        return stopping;
    }
}

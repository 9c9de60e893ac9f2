package dev.contranorm.orchestrator.lifecycle;

import java.time.Duration;

/** Work that is repeated for as long as the orchestrator runs: small, idempotent, and repeated after a failure. */
public interface PeriodicTask {
    /** The name of the task in logs, meters and route ids, in words joined by hyphens. */
    String id();

    /** Time from the end of one run to the start of the next. */
    Duration pause();

    /** One run. An exception ends this run only. */
    void perform() throws Exception;
}

package dev.contranorm.orchestrator.lifecycle;

import java.time.Duration;

/** Work that is repeated for as long as the orchestrator runs. Small, safe to repeat, and done again after a failure. */
public interface PeriodicTask {
    /** Names the duty in logs, meters and routes, in words joined by hyphens. */
    String id();

    /** Time from the end of one turn to the beginning of the next. */
    Duration pause();

    /** One turn. What it throws ends the turn alone. */
    void perform() throws Exception;
}

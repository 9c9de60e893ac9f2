package dev.contranorm.orchestrator.mlflow;

import dev.contranorm.db.trial.TrialState;

/** A run's status on the server, in MLflow's words. */
enum RunState {
    SCHEDULED,
    RUNNING,
    FINISHED,
    FAILED,
    KILLED;

    static RunState of(TrialState trial) {
        return switch (trial) {
            case PENDING, QUEUED -> SCHEDULED;
            case RUNNING -> RUNNING;
            case SUCCEEDED, STOPPED -> FINISHED;
            case FAILED -> FAILED;
            case CANCELLED -> KILLED;
        };
    }

    boolean ended() {
        return this == FINISHED || this == FAILED || this == KILLED;
    }
}

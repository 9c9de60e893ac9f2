package dev.contranorm.orchestrator.mlflow.server;

import dev.contranorm.db.trial.TrialState;

/** A run's status on the server, in MLflow's words. */
public enum RunStatus {
    SCHEDULED,
    RUNNING,
    FINISHED,
    FAILED,
    KILLED;

    public static RunStatus of(TrialState trial) {
        return switch (trial) {
            case PENDING, QUEUED -> SCHEDULED;
            case RUNNING -> RUNNING;
            case SUCCEEDED, STOPPED -> FINISHED;
            case FAILED -> FAILED;
            case CANCELLED -> KILLED;
        };
    }

    public boolean ended() {
        return this == FINISHED || this == FAILED || this == KILLED;
    }
}

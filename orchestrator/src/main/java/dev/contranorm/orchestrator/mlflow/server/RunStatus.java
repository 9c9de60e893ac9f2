package dev.contranorm.orchestrator.mlflow.server;

/** The status of a run, with the names that MLflow uses. */
public enum RunStatus {
    SCHEDULED,
    RUNNING,
    FINISHED,
    FAILED,
    KILLED;

    public boolean ended() {
        return this == FINISHED || this == FAILED || this == KILLED;
    }
}

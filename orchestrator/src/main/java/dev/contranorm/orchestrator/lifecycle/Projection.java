package dev.contranorm.orchestrator.lifecycle;

/** A copy of the results in another system, such as MLflow. Sweeps never wait for it. */
@FunctionalInterface
public interface Projection {
    /** Writes what the other system does not have yet. Idempotent; call it again after an exception. */
    void sync() throws Exception;
}

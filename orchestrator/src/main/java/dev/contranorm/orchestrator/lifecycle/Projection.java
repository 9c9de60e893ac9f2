package dev.contranorm.orchestrator.lifecycle;

/** A copy of the results elsewhere, such as in MLflow. Sweeps never wait for it. */
@FunctionalInterface
public interface Projection {
    /** Brings over what is not yet there; safe to repeat, and to be called again after it threw. */
    void sync() throws Exception;
}

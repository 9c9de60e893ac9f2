package dev.contranorm.zoo;

/**
 * Marks an exception whose message is written for the person who runs the program: it names what is wrong and says what to
 * do. Programs show such a message as it is; any other exception is an internal error. The marker is in this module because
 * the workers and the orchestrator know it too.
 */
public interface UserFacing {
    /** The message to show. */
    String getMessage();
}

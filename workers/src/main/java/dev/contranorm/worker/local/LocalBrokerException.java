package dev.contranorm.worker.local;

/** The broker could not be started. The message names the folder or port, what is wrong and what to do. */
public final class LocalBrokerException extends Exception {
    private static final long serialVersionUID = 1L;

    public LocalBrokerException(String message, Throwable cause) {
        super(message, cause);
    }
}

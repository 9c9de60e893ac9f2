package dev.contranorm.worker.bus;

/** The bus does not answer or refuses this client. The message names its address, what is wrong and what to do. */
public final class BusUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    public BusUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}

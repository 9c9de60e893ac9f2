package dev.contranorm.zoo.train.task;

/** A network cannot be exported; the message says why. */
public final class ExportException extends Exception {
    private static final long serialVersionUID = 1L;

    public ExportException(String message) {
        super(message);
    }
}

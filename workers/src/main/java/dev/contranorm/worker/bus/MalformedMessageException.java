package dev.contranorm.worker.bus;

/** A message on the bus that cannot be read. The exception names the field and what is wrong with it. */
public final class MalformedMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String field;

    public MalformedMessageException(String field, String problem) {
        super(field + ": " + problem);
        this.field = field;
    }

    /** The field that is wrong, as a dotted path; {@code message} when the whole message is not a JSON object. */
    public String field() {
        return field;
    }
}

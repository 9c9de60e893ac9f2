package dev.contranorm.orchestrator.mlflow.server;

/** The server understood the request and refused it; sending it again would not help. */
public final class RequestRefusedException extends TrackingException {
    private static final long serialVersionUID = 1L;
    private static final String MISSING = "RESOURCE_DOES_NOT_EXIST";

    private final String code;

    /** @param code MLflow's error code, such as {@code INVALID_PARAMETER_VALUE}, or the HTTP status when there was none */
    public RequestRefusedException(String code, String message) {
        super(code + ": " + message, null);
        this.code = code;
    }

    /** Whether the experiment or run does not exist. */
    public boolean missing() {
        return MISSING.equals(code);
    }
}

package dev.contranorm.orchestrator.mlflow.server;

/** The server understood the request and refused it; asking again would not help. */
public final class RequestRefusedException extends TrackingException {
    private static final long serialVersionUID = 1L;
    private static final String MISSING = "RESOURCE_DOES_NOT_EXIST";

    private final String code;

    /** @param code MLflow's error code, such as {@code INVALID_PARAMETER_VALUE}; the HTTP status when it gave none */
    public RequestRefusedException(String code, String message) {
        super(code + ": " + message, null);
        this.code = code;
    }

    String code() {
        return code;
    }

    /** Whether the experiment or run is not there. */
    public boolean missing() {
        return MISSING.equals(code);
    }
}

package dev.contranorm.orchestrator.mlflow.server;

/**
 * One metric point as the server has it. Two that are equal are the same point: timestamps come from the database, not from
 * the clock, so that pushing again gives equal points.
 *
 * @param key within the server's alphabet, see {@link MlflowKey}
 * @param timestamp milliseconds since 1970
 * @param step epoch, or layer
 */
public record Measurement(String key, double value, long timestamp, long step) {
    /** As the server stores it: it has no infinities and no negative zero. */
    public Measurement stored() {
        return new Measurement(key, storedValue(), timestamp, step);
    }

    private double storedValue() {
        if (Double.isInfinite(value)) {
            return value > 0 ? Double.MAX_VALUE : -Double.MAX_VALUE;
        }
        return value == 0 ? 0.0 : value;
    }
}

package dev.contranorm.orchestrator.mlflow.server;

/**
 * One point of a metric on the server. Equal points are the same point: their timestamps come from the database, not
 * from the clock, so that sending a point again gives an equal one.
 *
 * @param key as the server accepts it, see {@link MlflowKey}
 * @param timestamp milliseconds since 1970
 * @param step epoch, or layer
 */
public record Measurement(String key, double value, long timestamp, long step) {
    /** The point as the server stores it, without infinities and negative zero. */
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

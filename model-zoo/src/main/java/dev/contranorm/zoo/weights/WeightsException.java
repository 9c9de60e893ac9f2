package dev.contranorm.zoo.weights;

/** Weights cannot be read or do not fit. The message names the file, the tensor and what is wrong. */
public final class WeightsException extends Exception {
    private static final long serialVersionUID = 1L;

    public WeightsException(String message) {
        super(message);
    }
}

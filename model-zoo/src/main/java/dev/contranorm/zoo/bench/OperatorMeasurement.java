package dev.contranorm.zoo.bench;

/** The cost of ContraNorm alone, forward and backward. */
public final class OperatorMeasurement {
    private OperatorMeasurement() {}

    /**
     * @param rows n, the nodes
     * @param width d, features of a node
     * @param strategy {@code auto}, {@code dense} or {@code blocked}
     */
    public static Cost measure(int rows, int width, String strategy, int threads, int steps) {
        throw new UnsupportedOperationException("is being written");
    }
}

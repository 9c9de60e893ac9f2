package dev.contranorm.zoo.golden;

/** Checks operator cases of some families. Implementations are listed in META-INF/services, one per line. */
public interface GoldenOperator {
    /** Whether this checks a family, such as {@code gnn.NormLayer}. */
    boolean covers(String family);

    /** Compares output and gradients; fails with an assertion. */
    void check(OperatorCase golden);
}

package dev.contranorm.zoo.golden;

/** Checks network cases of some models. Implementations are listed in META-INF/services, one per line. */
public interface GoldenNetwork {
    /** Whether this checks a model, such as {@code DeepGCN}. */
    boolean covers(String model);

    /** Compares logits, gradients, and logits after three optimizer steps; fails with an assertion. */
    void check(NetworkCase golden) throws Exception;
}

package dev.contranorm.zoo.norm;

import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.Optional;

/**
 * The place of a norm in a network.
 *
 * @param rows n, or {@link #FED} if it is known only when a step runs
 * @param width d, the number of features of a row
 * @param neighbours the pairs that are not negatives of each other; empty if all are
 * @param name unique in the network; prefix of the names of the norm's parameters
 */
public record NormSite(
        Pass pass, TrialSpec spec, int rows, int width, Optional<NeighbourMask> neighbours, String name) {
    /** The value of {@code rows} if it differs from step to step. */
    public static final int FED = -1;

    /** The only site of a network. */
    public NormSite(Pass pass, TrialSpec spec, int rows, int width, Optional<NeighbourMask> neighbours) {
        this(pass, spec, rows, width, neighbours, "norm");
    }
}

package dev.contranorm.zoo.norm;

import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.Optional;

/**
 * Where a norm stands in a network.
 *
 * @param rows n, or {@link #FED} where it is known when a step runs
 * @param width d, the features of a row
 * @param neighbours the pairs that are no negatives of one another; empty where all are
 * @param name unique in the network: beginning of the names of parameters that the norm owns
 */
public record NormSite(
        Pass pass, TrialSpec spec, int rows, int width, Optional<NeighbourMask> neighbours, String name) {
    /** The number of rows where it differs from step to step. */
    public static final int FED = -1;

    /** A site of which a network has one. */
    public NormSite(Pass pass, TrialSpec spec, int rows, int width, Optional<NeighbourMask> neighbours) {
        this(pass, spec, rows, width, neighbours, "norm");
    }
}

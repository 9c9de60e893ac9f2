package dev.contranorm.zoo.norm;

import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.Optional;

/**
 * Where a norm stands in a network.
 *
 * @param width d, the features of a row
 * @param neighbours the pairs that are no negatives of one another; empty where all are
 */
public record NormSite(Pass pass, TrialSpec spec, int rows, int width, Optional<NeighbourMask> neighbours) {}

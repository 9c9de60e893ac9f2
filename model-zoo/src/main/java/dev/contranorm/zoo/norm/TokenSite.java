package dev.contranorm.zoo.norm;

import dev.contranorm.zoo.layer.TokenGrid;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The place of a norm in a token network.
 *
 * @param name prefix of the norm's parameters, such as {@code blocks.0.norm1}; may be empty
 * @param width d, the number of features of a token
 * @param tokens batch × length, 1 for a token and 0 for padding; empty without padding
 */
public record TokenSite(
        Pass pass, TrialSpec spec, String name, TokenGrid grid, int width, Optional<Operand<TFloat32>> tokens) {
    /** The full name of one of the norm's parameters. */
    String parameter(String suffix) {
        return name.isEmpty() ? suffix : name + "." + suffix;
    }
}

package dev.contranorm.zoo.backbone;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * One pass through a network.
 *
 * @param logits n × classes
 * @param layers representations after each layer, n × width, first to last; the logits are the last
 */
public record Network(Operand<TFloat32> logits, List<Operand<TFloat32>> layers) {
    public Network {
        layers = List.copyOf(layers);
    }
}

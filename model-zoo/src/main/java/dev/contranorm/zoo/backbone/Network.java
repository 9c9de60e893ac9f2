package dev.contranorm.zoo.backbone;

import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * One pass through a network.
 *
 * @param logits n × classes
 * @param layers representations after each layer, first to last: n × width for graphs, where the logits are the last;
 *     (batch·length) × width for token networks, where a training pass may keep only the first tokens of the last
 * @param distilled logits of the head that learns from a teacher, n × classes, in training passes of distilled models
 */
public record Network(Operand<TFloat32> logits, List<Operand<TFloat32>> layers, Optional<Operand<TFloat32>> distilled) {
    public Network {
        layers = List.copyOf(layers);
    }

    public Network(Operand<TFloat32> logits, List<Operand<TFloat32>> layers) {
        this(logits, layers, Optional.empty());
    }
}

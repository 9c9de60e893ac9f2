package dev.contranorm.zoo.optimizer;

import dev.contranorm.zoo.tensor.Parameter;
import java.util.Set;

/** Decides which parameters have weight decay. */
@FunctionalInterface
public interface DecayRule {
    boolean decays(Parameter parameter);

    /**
     * The published GLUE script: all but those whose name contains {@code bias} or {@code LayerNorm.weight}; ALBERT's {@code
     * full_layer_layer_norm.weight} is therefore decayed because of its name.
     */
    static DecayRule huggingFace() {
        return parameter ->
                !parameter.name().contains("bias") && !parameter.name().contains("LayerNorm.weight");
    }

    /** timm: all but vectors, biases, position embeddings and the extra tokens. */
    static DecayRule timm() {
        Set<String> exempt = Set.of("pos_embed", "cls_token", "dist_token");
        return parameter -> parameter.shape().length > 1
                && !parameter.name().endsWith(".bias")
                && !exempt.contains(parameter.name());
    }
}

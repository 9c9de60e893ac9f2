package dev.contranorm.zoo.weights;

import java.util.List;
import java.util.Set;

/**
 * The names of tensors on disk, and which of them a classification network may lack or ignore.
 *
 * @param prefix prefix of the encoder's parameters; checkpoints of a bare encoder omit it
 * @param heads name prefixes of the heads that fine-tuning initialises again
 * @param ignored name prefixes of pretraining heads
 */
public record Naming(String prefix, List<String> heads, List<String> ignored) {
    /** Hugging Face BERT. */
    public static final Naming BERT = new Naming("bert.", List.of("classifier.", "bert.pooler."), List.of("cls."));
    /** Hugging Face ALBERT. */
    public static final Naming ALBERT =
            new Naming("albert.", List.of("classifier.", "albert.pooler."), List.of("predictions.", "sop_classifier."));
    /** Hugging Face ELECTRA. */
    public static final Naming ELECTRA = new Naming(
            "electra.", List.of("classifier."), List.of("discriminator_predictions.", "generator_predictions."));
    /** timm's DeiT. */
    public static final Naming DEIT = new Naming("", List.of("head.", "head_dist."), List.of());

    public Naming {
        heads = List.copyOf(heads);
        ignored = List.copyOf(ignored);
    }

    /**
     * The network's name of a tensor on disk: the old names {@code gamma} and {@code beta} become weight and bias, a missing
     * prefix is added, and the tensors of a plain LayerNorm are assigned to the LayerNorm inside the norm that replaces it.
     */
    String inNetwork(String onDisk, Set<String> wanted) {
        String name = onDisk.replaceFirst("\\.gamma$", onDisk.contains("LayerNorm") ? ".weight" : ".gamma")
                .replaceFirst("\\.beta$", ".bias");
        String prefixed = wanted.contains(name) || isIgnored(name) ? name : prefix + name;
        String known = wanted.contains(prefixed) ? prefixed : name;
        String inside = known.replaceFirst("\\.(weight|bias)$", ".layernorm.$1");
        return !wanted.contains(known) && wanted.contains(inside) ? inside : known;
    }

    boolean isIgnored(String name) {
        return ignored.stream().anyMatch(name::startsWith);
    }

    boolean isHead(String name) {
        return heads.stream().anyMatch(name::startsWith);
    }
}

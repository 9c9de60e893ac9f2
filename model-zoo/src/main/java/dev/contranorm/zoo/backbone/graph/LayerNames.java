package dev.contranorm.zoo.backbone.graph;

/** How the published graph code names the layers of a network: the prefix of their weights' names. */
@FunctionalInterface
interface LayerNames {
    /** Names in the deep networks, whose output layer is separate. */
    LayerNames DEEP = (index, output) -> output ? "out_layer" : "hidden_layers." + index;

    /**
     * @param index 0-based
     * @param output whether this is the output layer
     */
    String of(int index, boolean output);

    /** Names in the shallow networks: {@code gc1}, {@code gc2}. */
    static LayerNames numbered(String prefix) {
        return (index, output) -> prefix + (index + 1);
    }
}

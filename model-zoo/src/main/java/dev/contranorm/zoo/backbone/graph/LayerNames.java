package dev.contranorm.zoo.backbone.graph;

/** How the published graph code names the layers of a network: the beginning of their weights' names. */
@FunctionalInterface
interface LayerNames {
    /** Of the deep networks, whose output layer stands apart. */
    LayerNames DEEP = (index, output) -> output ? "out_layer" : "hidden_layers." + index;

    /**
     * @param index 0-based
     * @param output whether it is the last
     */
    String of(int index, boolean output);

    /** Of the shallow networks: {@code gc1}, {@code gc2}. */
    static LayerNames numbered(String prefix) {
        return (index, output) -> prefix + (index + 1);
    }
}

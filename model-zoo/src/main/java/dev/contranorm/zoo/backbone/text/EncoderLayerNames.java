package dev.contranorm.zoo.backbone.text;

/** Names of the parts of a layer in the published weights. */
record EncoderLayerNames(
        String query,
        String key,
        String value,
        String attentionOutput,
        String attentionNorm,
        String feedForward,
        String feedForwardOutput,
        String outputNorm) {
    /** BERT and ELECTRA. */
    static EncoderLayerNames bert(String prefix) {
        return new EncoderLayerNames(
                prefix + ".attention.self.query",
                prefix + ".attention.self.key",
                prefix + ".attention.self.value",
                prefix + ".attention.output.dense",
                prefix + ".attention.output.LayerNorm",
                prefix + ".intermediate.dense",
                prefix + ".output.dense",
                prefix + ".output.LayerNorm");
    }

    static EncoderLayerNames albert(String prefix) {
        return new EncoderLayerNames(
                prefix + ".attention.query",
                prefix + ".attention.key",
                prefix + ".attention.value",
                prefix + ".attention.dense",
                prefix + ".attention.LayerNorm",
                prefix + ".ffn",
                prefix + ".ffn_output",
                prefix + ".full_layer_layer_norm");
    }
}

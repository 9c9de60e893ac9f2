package dev.contranorm.zoo.backbone.graph;

import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.data.format.FeatureMatrix;
import dev.contranorm.zoo.data.graph.GraphDataset;
import dev.contranorm.zoo.data.graph.GraphPreprocessing;

/**
 * A graph ready for a network.
 *
 * @param features n × f, row-normalised if they count words
 * @param propagation D⁻¹(A + I), n × n
 * @param neighbours pairs that ContraNorm masks: entries above 1e-5
 */
public record GraphInput(FeatureMatrix features, CsrMatrix propagation, CsrMatrix neighbours, int classes) {
    /**
     * Preprocesses a dataset as the published scripts do. Signed features are left unchanged, since their row sums have no
     * meaning.
     */
    public static GraphInput of(GraphDataset dataset) {
        boolean counts = true;
        for (float value : dataset.features().value()) {
            counts &= value >= 0;
        }
        FeatureMatrix features = counts ? GraphPreprocessing.normaliseFeatures(dataset.features()) : dataset.features();
        CsrMatrix propagation = GraphPreprocessing.normaliseRows(GraphPreprocessing.addSelfLoops(dataset.adjacency()));
        return new GraphInput(features, propagation, propagation, dataset.classes());
    }

    public int nodes() {
        return features.rows();
    }
}

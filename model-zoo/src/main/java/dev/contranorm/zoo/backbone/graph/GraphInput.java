package dev.contranorm.zoo.backbone.graph;

import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.data.format.FeatureMatrix;
import dev.contranorm.zoo.data.graph.GraphDataset;
import dev.contranorm.zoo.data.graph.GraphPreprocessing;

/**
 * A graph ready for a network.
 *
 * @param features n × f, row-normalised where they count words
 * @param propagation D⁻¹(A + I), n × n
 * @param neighbours the pairs that ContraNorm masks: entries above 1e-5
 */
public record GraphInput(FeatureMatrix features, CsrMatrix propagation, CsrMatrix neighbours, int classes) {
    /** What the published scripts make of a dataset. Signed features are left alone: their row sums mean nothing. */
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

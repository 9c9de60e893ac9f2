package dev.contranorm.zoo.data.graph;

import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.data.format.FeatureMatrix;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.List;

/**
 * A node-classification graph as published, before any preprocessing.
 *
 * @param features n × f
 * @param adjacency n × n with the self-loops of the file; symmetrised by maximum unless the dataset keeps directions
 * @param labels class of every node, 0-based
 * @param splits at least one
 * @param digest SHA-256 over structure, features, labels and splits
 */
public record GraphDataset(
        String name,
        FeatureMatrix features,
        CsrMatrix adjacency,
        int[] labels,
        int classes,
        List<NodeSplit> splits,
        String digest) {
    public GraphDataset {
        splits = List.copyOf(splits);
        int n = labels.length;
        if (features.rows() != n || adjacency.rows() != n || adjacency.columns() != n || splits.isEmpty()) {
            throw new IllegalArgumentException(
                    name + ": features, adjacency, labels and splits disagree on " + n + " nodes");
        }
        for (int label : labels) {
            if (label < 0 || label >= classes) {
                throw new IllegalArgumentException(name + ": label " + label + " is outside 0.." + (classes - 1));
            }
        }
    }

    /** Creates a dataset with the digest of its content. */
    public static GraphDataset of(
            String name,
            FeatureMatrix features,
            CsrMatrix adjacency,
            int[] labels,
            int classes,
            List<NodeSplit> splits) {
        String digest = GraphDigest.of(features, adjacency, labels, splits);
        return new GraphDataset(name, features, adjacency, labels, classes, splits, digest);
    }

    /** The split that a specification names; the first if the dataset offers no choice. */
    public NodeSplit split(TrialSpec spec) {
        return splits.get(spec.parameters().containsKey(TrialSpec.SPLIT) ? (int) spec.integer(TrialSpec.SPLIT) : 0);
    }

    public int nodes() {
        return labels.length;
    }
}

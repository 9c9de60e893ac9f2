package dev.contranorm.zoo.data.graph;

import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.ArrayList;
import java.util.List;

/** Common parts of the graphs with ten published splits of their nodes. */
final class PublishedSplits {
    static final int COUNT = 10;

    private PublishedSplits() {}

    /**
     * @param further parameters in addition to the split
     */
    static CatalogueEntry entry(String name, String description, ParameterSpec... further) {
        List<ParameterSpec> parameters = new ArrayList<>(List.of(further));
        parameters.add(
                ParameterSpec.integer(TrialSpec.SPLIT, 0, 0, COUNT - 1, "Number of the published split, 0 to 9."));
        return new CatalogueEntry(CatalogueEntry.Kind.DATASET, name, CatalogueEntry.GRAPH, description, parameters);
    }

    /**
     * @throws IllegalArgumentException if two masks share a node, or one is empty; the message names the split
     */
    static NodeSplit split(int number, boolean[] train, boolean[] validation, boolean[] test) {
        try {
            NodeSplit split = new NodeSplit(train, validation, test);
            if (NodeSplit.count(train) == 0 || NodeSplit.count(validation) == 0 || NodeSplit.count(test) == 0) {
                throw new IllegalArgumentException("a part has no nodes");
            }
            return split;
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("split " + number + ": " + wrong.getMessage(), wrong);
        }
    }
}

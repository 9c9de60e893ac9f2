package dev.contranorm.zoo.data;

import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.TrialSpec;

/** What the graphs with ten published splits of their nodes have in common. */
final class PublishedSplits {
    static final int COUNT = 10;

    private PublishedSplits() {}

    static ParameterSpec parameter() {
        return ParameterSpec.integer(TrialSpec.SPLIT, 0, 0, COUNT - 1, "Which of the ten published splits.");
    }

    /**
     * @throws IllegalArgumentException when two masks share a node, or one has none; the message names the split
     */
    static NodeSplit split(int number, boolean[] train, boolean[] validation, boolean[] test) {
        try {
            NodeSplit split = new NodeSplit(train, validation, test);
            if (NodeSplit.count(train) == 0 || NodeSplit.count(validation) == 0 || NodeSplit.count(test) == 0) {
                throw new IllegalArgumentException("a part has no node");
            }
            return split;
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("split " + number + ": " + wrong.getMessage(), wrong);
        }
    }
}

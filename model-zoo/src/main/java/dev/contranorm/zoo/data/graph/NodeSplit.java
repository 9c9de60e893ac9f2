package dev.contranorm.zoo.data.graph;

/** The training, validation and test nodes: one flag per node in each mask; no node is in two masks. */
public record NodeSplit(boolean[] train, boolean[] validation, boolean[] test) {
    public NodeSplit {
        if (train.length != validation.length || train.length != test.length) {
            throw new IllegalArgumentException("the three masks must have one flag per node");
        }
        for (int node = 0; node < train.length; node++) {
            int uses = (train[node] ? 1 : 0) + (validation[node] ? 1 : 0) + (test[node] ? 1 : 0);
            if (uses > 1) {
                throw new IllegalArgumentException("node " + node + " is in more than one part of the split");
            }
        }
    }

    /** The test set of the published scripts: every node outside train and validation. */
    public NodeSplit testingTheRest() {
        boolean[] rest = new boolean[train.length];
        for (int node = 0; node < rest.length; node++) {
            rest[node] = !train[node] && !validation[node];
        }
        return new NodeSplit(train, validation, rest);
    }

    public static int count(boolean[] mask) {
        int count = 0;
        for (boolean flag : mask) {
            count += flag ? 1 : 0;
        }
        return count;
    }
}

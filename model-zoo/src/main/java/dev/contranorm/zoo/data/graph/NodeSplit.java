package dev.contranorm.zoo.data.graph;

/** Which nodes train, validate and test; one flag a node, no node in two of them. */
public record NodeSplit(boolean[] train, boolean[] validation, boolean[] test) {
    public NodeSplit {
        if (train.length != validation.length || train.length != test.length) {
            throw new IllegalArgumentException("the three masks must have one flag a node");
        }
        for (int node = 0; node < train.length; node++) {
            int uses = (train[node] ? 1 : 0) + (validation[node] ? 1 : 0) + (test[node] ? 1 : 0);
            if (uses > 1) {
                throw new IllegalArgumentException("node " + node + " is in more than one part of the split");
            }
        }
    }

    /** The published scripts' test set: every node outside train and validation. */
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

package dev.contranorm.zoo.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A node-classification graph as published, before any preprocessing.
 *
 * @param features n × f
 * @param adjacency n × n, symmetrised by maximum, self-loops as in the file
 * @param labels class of every node, 0-based
 * @param splits at least one
 * @param digest SHA-256 over structure, features, labels and splits
 */
public record GraphDataset(
        String name,
        CsrMatrix features,
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

    /** A dataset with the digest of what it holds. */
    public static GraphDataset of(
            String name, CsrMatrix features, CsrMatrix adjacency, int[] labels, int classes, List<NodeSplit> splits) {
        String digest = digest(features, adjacency, labels, splits);
        return new GraphDataset(name, features, adjacency, labels, classes, splits, digest);
    }

    public int nodes() {
        return labels.length;
    }

    private static String digest(CsrMatrix features, CsrMatrix adjacency, int[] labels, List<NodeSplit> splits) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (CsrMatrix matrix : List.of(features, adjacency)) {
                update(sha, matrix.rowStart());
                update(sha, matrix.column());
                int[] bits = new int[matrix.nonZeros()];
                for (int k = 0; k < bits.length; k++) {
                    bits[k] = Float.floatToIntBits(matrix.value()[k]);
                }
                update(sha, bits);
            }
            update(sha, labels);
            for (NodeSplit split : splits) {
                for (boolean[] mask : List.of(split.train(), split.validation(), split.test())) {
                    byte[] flags = new byte[mask.length];
                    for (int node = 0; node < mask.length; node++) {
                        flags[node] = (byte) (mask[node] ? 1 : 0);
                    }
                    sha.update(flags);
                }
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static void update(MessageDigest sha, int[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length);
        bytes.asIntBuffer().put(numbers);
        sha.update(bytes.array());
    }
}

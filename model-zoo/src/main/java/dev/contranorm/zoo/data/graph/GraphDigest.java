package dev.contranorm.zoo.data.graph;

import dev.contranorm.zoo.data.Sha256;
import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.data.format.FeatureMatrix;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** SHA-256 over the content of a graph; uses a small buffer, however large the graph is. */
public final class GraphDigest {
    private final Sha256 sha = new Sha256();
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

    private GraphDigest() {}

    /**
     * @param labels labels and other integer content
     * @return 64 hexadecimal digits
     */
    public static String of(FeatureMatrix features, CsrMatrix adjacency, int[]... labels) {
        return of(features, adjacency, List.of(labels), List.of());
    }

    static String of(FeatureMatrix features, CsrMatrix adjacency, int[] labels, List<NodeSplit> splits) {
        return of(features, adjacency, List.of(labels), splits);
    }

    private static String of(FeatureMatrix features, CsrMatrix adjacency, List<int[]> numbers, List<NodeSplit> splits) {
        GraphDigest digest = new GraphDigest();
        digest.add(features);
        digest.add(adjacency);
        for (int[] each : numbers) {
            digest.add(each.length, k -> each[k]);
        }
        for (NodeSplit split : splits) {
            digest.add(split.train());
            digest.add(split.validation());
            digest.add(split.test());
        }
        return digest.sha.hex();
    }

    private void add(FeatureMatrix matrix) {
        if (matrix instanceof CsrMatrix csr) {
            add(csr.rows() + 1, row -> csr.rowStart()[row]);
            add(csr.nonZeros(), k -> csr.column()[k]);
        } else {
            add(1, k -> matrix.columns());
        }
        float[] value = matrix.value();
        add(value.length, k -> Float.floatToIntBits(value[k]));
    }

    private void add(int count, IntUnaryOperator number) {
        for (int k = 0; k < count; k++) {
            buffer.putInt(number.applyAsInt(k));
            if (!buffer.hasRemaining()) {
                flush();
            }
        }
        flush();
    }

    private void add(boolean[] mask) {
        for (boolean flag : mask) {
            buffer.put((byte) (flag ? 1 : 0));
            if (!buffer.hasRemaining()) {
                flush();
            }
        }
        flush();
    }

    private void flush() {
        sha.add(buffer.flip());
        buffer.clear();
    }
}

package dev.contranorm.zoo.train.graph;

import dev.contranorm.zoo.backbone.graph.GraphBatchInput;
import dev.contranorm.zoo.data.graph.GraphPreprocessing;
import dev.contranorm.zoo.data.graphset.GraphBatch;
import dev.contranorm.zoo.norm.MaskedPairs;
import dev.contranorm.zoo.train.task.BatchFeed;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * Feeds batches of graphs to the placeholders of a network.
 *
 * @param labels one per graph
 */
public record GraphFeed(GraphBatchInput input, Operand<TInt32> labels) implements BatchFeed<GraphBatch> {
    @Override
    public Map<Operand<?>, Tensor> tensors(GraphBatch batch) {
        int n = batch.nodes();
        Map<Operand<?>, Tensor> tensors = new HashMap<>();
        tensors.put(input.features(), floats(batch.features(), n, batch.width()));
        int[] row = batch.adjacency().rowOfEntry();
        // A message passes along an edge from its row to its column.
        tensors.put(input.edges(), pairs(batch.adjacency().column(), row));
        tensors.put(input.edgeValues(), floats(batch.adjacency().value(), row.length));
        tensors.put(input.edgeOfEntry(), TInt32.vectorOf(GraphPreprocessing.edgeOfEntry(batch.adjacency())));
        tensors.put(input.sizes(), TInt64.vectorOf(n, n));
        tensors.put(
                input.members(),
                pairs(batch.graphOfNode(), IntStream.range(0, n).toArray()));
        tensors.put(input.poolSizes(), TInt64.vectorOf(batch.graphs(), n));
        MaskedPairs masked = MaskedPairs.of(batch.adjacency());
        tensors.put(input.masked().places(), pairs(masked.first(), masked.second()));
        tensors.put(input.masked().sign(), floats(masked.sign(), masked.sign().length));
        tensors.put(input.masked().fullWeight(), floats(masked.fullWeight(), n, 1));
        tensors.put(input.masked().hasNegatives(), floats(masked.hasNegatives(), n, 1));
        tensors.put(labels, TInt32.vectorOf(batch.labels()));
        return tensors;
    }

    private static Tensor pairs(int[] first, int[] second) {
        long[] pairs = new long[2 * first.length];
        for (int k = 0; k < first.length; k++) {
            pairs[2 * k] = first[k];
            pairs[2 * k + 1] = second[k];
        }
        return TInt64.tensorOf(Shape.of(first.length, 2), DataBuffers.of(pairs));
    }

    private static Tensor floats(float[] values, long... shape) {
        return TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(values));
    }
}

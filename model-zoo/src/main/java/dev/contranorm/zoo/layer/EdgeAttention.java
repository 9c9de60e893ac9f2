package dev.contranorm.zoo.layer;

import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.SparseMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Attention over the stored edges of a graph (Veličković et al., ICLR 2018): out_i = Σ_j α_ij·h_j with α the softmax of
 * LeakyReLU(s_i + t_j) over the j stored in row i. Memory is linear in the number of edges. All sums are sparse products in
 * storage order, so results are reproducible bit for bit.
 */
public final class EdgeAttention {
    /**
     * @param count number of parallel heads
     * @param slope slope of the LeakyReLU below 0
     * @param dropout dropout rate of attention weights
     * @param site name of the dropout site, unique in the network
     */
    public record Heads(int count, double slope, double dropout, String site) {}

    private final SparseMatrix structure;
    private final SparseMatrix edgesOfRow;
    private final SparseMatrix edgesOfColumn;
    private final Operand<TInt32> row;
    private final Operand<TInt32> column;

    /**
     * @param structure n × n; its stored entries are the edges, their values are ignored
     */
    public EdgeAttention(Ops ops, CsrMatrix structure) {
        int[] rows = structure.rowOfEntry();
        int[] edges = IntStream.range(0, rows.length).toArray();
        float[] ones = new float[rows.length];
        Arrays.fill(ones, 1);
        this.structure = new SparseMatrix(ops, structure);
        this.edgesOfRow = new SparseMatrix(ops, structure.rows(), rows.length, rows, edges, ones);
        this.edgesOfColumn = new SparseMatrix(ops, structure.columns(), rows.length, structure.column(), edges, ones);
        this.row = ops.constant(rows);
        this.column = ops.constant(structure.column());
    }

    int edges() {
        return structure.nonZeros();
    }

    int nodes() {
        return structure.rows();
    }

    /** Row of every edge: the attending node. */
    Operand<TInt32> row() {
        return row;
    }

    /** Column of every edge: the attended node. */
    Operand<TInt32> column() {
        return column;
    }

    /** Σ over the edges of a row: edges × heads to n × heads. */
    Operand<TFloat32> sumByRow(Operand<TFloat32> ofEdges) {
        return edgesOfRow.times(edgesOfRow.values(), ofEdges);
    }

    /** Σ over the edges of a column: edges × heads to n × heads. */
    Operand<TFloat32> sumByColumn(Operand<TFloat32> ofEdges) {
        return edgesOfColumn.times(edgesOfColumn.values(), ofEdges);
    }

    SparseMatrix structure() {
        return structure;
    }

    /**
     * Computes the attention of all heads.
     *
     * @param h n × heads·d, heads side by side
     * @param self n × heads, s: contribution of the attending node to a score
     * @param other n × heads, t: contribution of the attended node
     * @param kept 1 for kept edges and 0 for dropped ones, edges × 1; empty if all are kept
     * @return n × heads·d
     */
    public Operand<TFloat32> apply(
            Pass pass,
            Operand<TFloat32> h,
            Operand<TFloat32> self,
            Operand<TFloat32> other,
            Heads heads,
            Optional<Operand<TFloat32>> kept) {
        Ops ops = pass.ops();
        EdgeSoftmax softmax = new EdgeSoftmax(ops, this, heads.slope());
        WeightedNeighbours neighbours = new WeightedNeighbours(ops, this, heads.count());
        Operand<TFloat32> attention = softmax.forward(self, other, kept);
        // The shape depends on the tensor itself: otherwise the factors would be drawn at the start of a step.
        Optional<Operand<TFloat32>> factors = pass.dropoutFactors(heads.dropout(), heads.site(), ops.shape(attention));
        Operand<TFloat32> weights = times(ops, attention, factors);
        return pass.custom(List.of(h, self, other), neighbours.forward(weights, h), gradient -> {
            Operand<TFloat32> ofScores = softmax.backward(times(ops, neighbours.gradientOfWeights(gradient), factors));
            return List.of(neighbours.gradientOfNodes(gradient), sumByRow(ofScores), sumByColumn(ofScores));
        });
    }

    private static Operand<TFloat32> times(Ops ops, Operand<TFloat32> x, Optional<Operand<TFloat32>> factors) {
        return factors.map(each -> (Operand<TFloat32>) ops.math.mul(x, each)).orElse(x);
    }
}

package dev.contranorm.zoo.train.graph;

import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.data.graph.GraphPreprocessing;
import dev.contranorm.zoo.oversmoothing.DirichletEnergy;
import dev.contranorm.zoo.oversmoothing.Matrix;
import dev.contranorm.zoo.tensor.TrainSession;
import dev.contranorm.zoo.train.task.DepthMeasures;
import dev.contranorm.zoo.train.task.NetworkState;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;

/**
 * Measures the representations of a graph's nodes after each layer. The probe set is fixed: at most 1,024 evenly spaced nodes
 * for measures over pairs of rows; every edge for the Dirichlet energy.
 */
final class GraphProbe {
    private static final int MOST_ROWS = 1024;
    /** The number of values fetched in one run: all layers of a deep network at once could need more memory than training. */
    private static final long FETCHED_AT_ONCE = 64_000_000;

    private final int nodes;
    private final DirichletEnergy energy;

    GraphProbe(CsrMatrix adjacency) {
        CsrMatrix symmetric = GraphPreprocessing.symmetriseByMaximum(adjacency);
        int[] from = symmetric.rowOfEntry();
        double[] degree = new double[symmetric.rows()];
        for (int k = 0; k < from.length; k++) {
            degree[from[k]] += from[k] == symmetric.column()[k] ? 0 : symmetric.value()[k];
        }
        this.nodes = symmetric.rows();
        this.energy = new DirichletEnergy(from, symmetric.column(), symmetric.value(), degree);
    }

    /**
     * @param layers each nodes × width
     */
    void measure(NetworkState state, List<Operand<TFloat32>> layers, DepthMeasures measures) {
        int next = 0;
        while (next < layers.size()) {
            List<Operand<TFloat32>> together = new ArrayList<>();
            long values = 0;
            while (next + together.size() < layers.size() && (together.isEmpty() || values < FETCHED_AT_ONCE)) {
                Operand<TFloat32> layer = layers.get(next + together.size());
                values += nodes * Math.max(1, layer.shape().get(1));
                together.add(layer);
            }
            Session.Runner runner = state.runner();
            together.forEach(runner::fetch);
            try (var result = runner.run()) {
                for (int k = 0; k < together.size(); k++) {
                    add(next + k + 1, TrainSession.floats(result.get(k)), measures);
                }
            }
            next += together.size();
        }
    }

    /**
     * @param layer 1-based
     * @param fetched nodes × width, row-major
     */
    void add(int layer, float[] fetched, DepthMeasures measures) {
        Matrix x = new Matrix(nodes, fetched.length / nodes, fetched);
        measures.add(layer, probed(x));
        measures.add("dirichlet-energy", layer, energy.of(x));
    }

    private static Matrix probed(Matrix x) {
        int rows = Math.min(x.rows(), MOST_ROWS);
        float[] chosen = new float[rows * x.columns()];
        for (int k = 0; k < rows; k++) {
            int row = (int) ((long) k * x.rows() / rows);
            System.arraycopy(x.values(), row * x.columns(), chosen, k * x.columns(), x.columns());
        }
        return new Matrix(rows, x.columns(), chosen);
    }
}

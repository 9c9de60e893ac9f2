package dev.contranorm.zoo.oversmoothing;

/**
 * The variation of a representation along the edges of a graph: ½ Σ over i, j of a_ij ‖x_i/√(1 + d_i) − x_j/√(1 + d_j)‖², which
 * is tr(Xᵀ Δ̃ X) with the augmented normalised Laplacian (Cai and Wang, 2020, definition 3.1). It falls to 0 as the nodes of
 * every component become alike.
 *
 * <p>Summed over edges in double precision: the product with the Laplacian would lose small energies to cancellation.
 */
public final class DirichletEnergy {
    private final int[] from;
    private final int[] to;
    private final float[] weight;
    private final double[] scale;

    /**
     * Entries of a symmetric adjacency, with each edge stored in both directions; self-loops have no effect.
     *
     * @param degree degree of each node without its self-loop
     */
    public DirichletEnergy(int[] from, int[] to, float[] weight, double[] degree) {
        this.from = from;
        this.to = to;
        this.weight = weight;
        this.scale = new double[degree.length];
        for (int node = 0; node < degree.length; node++) {
            scale[node] = 1 / Math.sqrt(1 + degree[node]);
        }
    }

    /**
     * @param x one row per node
     */
    public double of(Matrix x) {
        double energy = 0;
        for (int k = 0; k < from.length; k++) {
            double square = 0;
            for (int c = 0; c < x.columns(); c++) {
                double change = x.at(from[k], c) * scale[from[k]] - x.at(to[k], c) * scale[to[k]];
                square += change * change;
            }
            energy += weight[k] * square;
        }
        return energy / 2;
    }
}

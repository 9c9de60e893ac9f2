package dev.contranorm.zoo.data.graphset;

import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Random trees grown by preferential attachment, each with one attached motif of five nodes; the motif is the class (similar to
 * BA-2Motifs, Luo et al., NeurIPS 2020). Trees differ in size, so the number of nodes or edges does not reveal the class;
 * features are one-hot degrees. Generated from {@code dataset.seed} alone, independently of the trial's seed.
 */
public final class MotifDataset implements GraphSetSource {
    private static final int MOTIF_NODES = 5;
    private static final int DEGREES = 16;

    /** Edges of each motif between its nodes 0 to 4: house, cycle, wheel, bow-tie. */
    private static final List<int[][]> MOTIFS = List.of(
            new int[][] {{0, 1}, {1, 2}, {2, 3}, {3, 0}, {0, 4}, {1, 4}},
            new int[][] {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 0}},
            new int[][] {{0, 1}, {1, 2}, {2, 3}, {3, 0}, {0, 4}, {1, 4}, {2, 4}, {3, 4}},
            new int[][] {{0, 1}, {0, 2}, {1, 2}, {0, 3}, {0, 4}, {3, 4}});

    @Override
    public CatalogueEntry entry() {
        List<ParameterSpec> parameters = new ArrayList<>(List.of(
                ParameterSpec.integer("dataset.graphs", 300, 20, 100_000, "Graphs."),
                ParameterSpec.integer("dataset.classes", 3, 2, MOTIFS.size(), "Number of classes: kinds of motif."),
                ParameterSpec.integer("dataset.nodes", 20, 2, 10_000, "Mean number of nodes of a tree."),
                ParameterSpec.number(
                        "dataset.noise",
                        0.1,
                        0,
                        1,
                        "Extra edges between random nodes, as a fraction of the tree's edges."),
                ParameterSpec.integer("dataset.seed", 0, 0, Long.MAX_VALUE, "Seed of the graphs.")));
        parameters.addAll(Folds.parameters());
        return new CatalogueEntry(
                CatalogueEntry.Kind.DATASET,
                "motifs",
                CatalogueEntry.GRAPH_SET,
                "Random trees with one of several motifs, generated from a seed; the motif is the class.",
                parameters);
    }

    @Override
    public GraphSet load(TrialSpec spec, Optional<Path> dataFolder) {
        int classes = (int) spec.integer("dataset.classes");
        int[] labels = new int[(int) spec.integer("dataset.graphs")];
        int[] start = new int[labels.length + 1];
        SplittableRandom random = new SplittableRandom(spec.integer("dataset.seed"));
        Edges edges = new Edges();
        for (int graph = 0; graph < labels.length; graph++) {
            labels[graph] = graph % classes;
            int mean = (int) spec.integer("dataset.nodes");
            int tree = mean - mean / 2 + random.nextInt(2 * (mean / 2) + 1);
            start[graph + 1] = start[graph] + tree + MOTIF_NODES;
            grow(edges, start[graph], tree, MOTIFS.get(labels[graph]), spec.number("dataset.noise"), random.split());
        }
        CsrMatrix adjacency = edges.adjacency(start[labels.length]);
        return GraphSet.of("motifs", start, NodeFeatures.degrees(adjacency, DEGREES), adjacency, labels, classes);
    }

    private static void grow(Edges edges, int first, int tree, int[][] motif, double noise, SplittableRandom random) {
        int[] ends = new int[2 * tree];
        int size = 0;
        for (int node = 1; node < tree; node++) {
            // A random end of a random edge: nodes with a high degree are chosen more often.
            int parent = size == 0 ? 0 : ends[random.nextInt(size)];
            ends[size++] = parent;
            ends[size++] = node;
            edges.add(first + parent, first + node);
        }
        for (int[] edge : motif) {
            edges.add(first + tree + edge[0], first + tree + edge[1]);
        }
        edges.add(first + random.nextInt(tree), first + tree + random.nextInt(MOTIF_NODES));
        for (int k = 0; k < Math.round(noise * tree); k++) {
            int a = random.nextInt(tree);
            int b = random.nextInt(tree);
            if (a != b) {
                edges.add(first + a, first + b);
            }
        }
    }

    /** A growing list of undirected edges. */
    private static final class Edges {
        private int[] row = new int[64];
        private int[] column = new int[64];
        private int size;

        void add(int a, int b) {
            if (size + 2 > row.length) {
                row = Arrays.copyOf(row, 2 * row.length);
                column = Arrays.copyOf(column, 2 * column.length);
            }
            row[size] = a;
            column[size++] = b;
            row[size] = b;
            column[size++] = a;
        }

        CsrMatrix adjacency(int nodes) {
            float[] ones = new float[size];
            Arrays.fill(ones, 1);
            return CsrMatrix.of(nodes, nodes, Arrays.copyOf(row, size), Arrays.copyOf(column, size), ones, Math::max);
        }
    }
}

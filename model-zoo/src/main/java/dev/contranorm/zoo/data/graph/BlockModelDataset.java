package dev.contranorm.zoo.data.graph;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.data.format.FeatureMatrix;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The contextual stochastic block model (Deshpande et al., 2018), the common synthetic graph for oversmoothing: nodes of one
 * class are linked more often than others; features are a class mean of a given norm plus unit Gaussian noise. Generated from
 * {@code dataset.seed} alone, independently of the trial's seed.
 */
public final class BlockModelDataset implements GraphSource {
    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(
                CatalogueEntry.Kind.DATASET,
                "sbm",
                CatalogueEntry.GRAPH,
                "Contextual stochastic block model, generated from a seed.",
                List.of(
                        ParameterSpec.integer("dataset.nodes", 800, 10, 200_000, "Nodes."),
                        ParameterSpec.integer("dataset.classes", 5, 2, 1000, "Number of classes, of equal size."),
                        ParameterSpec.number("dataset.degree", 8, 0.1, 1000, "Average degree."),
                        ParameterSpec.number(
                                "dataset.homophily",
                                0.8,
                                0,
                                1,
                                "Fraction of edges that join two nodes of the same class."),
                        ParameterSpec.integer("dataset.features", 64, 1, 100_000, "Number of features per node."),
                        ParameterSpec.number(
                                "dataset.signal", 0.6, 0, 1000, "Norm of a class mean; the noise has unit variance."),
                        ParameterSpec.number(
                                "dataset.trainFraction", 0.2, 0.001, 0.9, "Fraction of nodes for training."),
                        ParameterSpec.number(
                                "dataset.validationFraction", 0.2, 0, 0.9, "Fraction of nodes for validation."),
                        ParameterSpec.integer("dataset.seed", 0, 0, Long.MAX_VALUE, "Seed of the graph.")));
    }

    @Override
    public GraphDataset load(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException {
        int n = (int) spec.integer("dataset.nodes");
        int classes = (int) spec.integer("dataset.classes");
        int width = (int) spec.integer("dataset.features");
        double trainFraction = spec.number("dataset.trainFraction");
        double validationFraction = spec.number("dataset.validationFraction");
        if (trainFraction + validationFraction >= 1) {
            throw new DatasetException(
                    DatasetException.Kind.DAMAGED,
                    "dataset.trainFraction + dataset.validationFraction = " + (trainFraction + validationFraction)
                            + " leaves no node for the test; lower one of them");
        }
        SplittableRandom random = new SplittableRandom(spec.integer("dataset.seed"));
        int[] labels = new int[n];
        for (int node = 0; node < n; node++) {
            labels[node] = node % classes;
        }
        CsrMatrix adjacency =
                edges(labels, classes, spec.number("dataset.degree"), spec.number("dataset.homophily"), random.split());
        FeatureMatrix features = features(labels, classes, width, spec.number("dataset.signal"), random.split());
        NodeSplit split = split(n, trainFraction, validationFraction, random.split());
        return GraphDataset.of("sbm", features, adjacency, labels, classes, List.of(split));
    }

    /** Draws n·degree/2 distinct edges; each joins two nodes of the same class with probability homophily. */
    private static CsrMatrix edges(
            int[] labels, int classes, double degree, double homophily, SplittableRandom random) {
        int n = labels.length;
        int wanted = (int) Math.min(Math.round(n * degree / 2), (long) n * (n - 1) / 4);
        long[] edges = new long[wanted];
        int size = 0;
        java.util.Set<Long> seen = new java.util.HashSet<>();
        // Small classes can run out of pairs: the number of draws is bounded.
        for (long draw = 0; size < wanted && draw < 50L * wanted; draw++) {
            int a = random.nextInt(n);
            boolean same = random.nextDouble() < homophily;
            int b = random.nextInt(n);
            if (a == b || (labels[a] == labels[b]) != same) {
                b = partner(a, same, labels, classes, random);
            }
            long edge = ((long) Math.min(a, b) << 32) | Math.max(a, b);
            if (a != b && seen.add(edge)) {
                edges[size++] = edge;
            }
        }
        int[] row = new int[2 * size];
        int[] column = new int[2 * size];
        float[] value = new float[2 * size];
        Arrays.fill(value, 1f);
        for (int k = 0; k < size; k++) {
            row[2 * k] = (int) (edges[k] >>> 32);
            column[2 * k] = (int) edges[k];
            row[2 * k + 1] = column[2 * k];
            column[2 * k + 1] = row[2 * k];
        }
        return CsrMatrix.of(n, n, row, column, value, Math::max);
    }

    /** A random node of the wanted class; labels are node mod classes, so no search is needed. */
    private static int partner(int a, boolean same, int[] labels, int classes, SplittableRandom random) {
        int n = labels.length;
        int wanted = same ? labels[a] : (labels[a] + 1 + random.nextInt(classes - 1)) % classes;
        int members = (n - wanted + classes - 1) / classes;
        return wanted + classes * random.nextInt(members);
    }

    private static FeatureMatrix features(
            int[] labels, int classes, int width, double signal, SplittableRandom random) {
        java.util.Random gaussian = new java.util.Random(random.nextLong());
        double[][] mean = new double[classes][width];
        for (double[] row : mean) {
            double square = 0;
            for (int f = 0; f < width; f++) {
                row[f] = gaussian.nextGaussian();
                square += row[f] * row[f];
            }
            for (int f = 0; f < width; f++) {
                row[f] *= signal / Math.sqrt(square);
            }
        }
        float[] dense = new float[Math.multiplyExact(labels.length, width)];
        for (int node = 0; node < labels.length; node++) {
            for (int f = 0; f < width; f++) {
                dense[node * width + f] = (float) (mean[labels[node]][f] + gaussian.nextGaussian());
            }
        }
        return FeatureMatrix.of(labels.length, width, dense);
    }

    private static NodeSplit split(int n, double trainFraction, double validationFraction, SplittableRandom random) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        int trainEnd = Math.max(1, (int) Math.round(trainFraction * n));
        int validationEnd = trainEnd + (int) Math.round(validationFraction * n);
        boolean[][] masks = new boolean[3][n];
        for (int i = 0; i < n; i++) {
            masks[i < trainEnd ? 0 : i < validationEnd ? 1 : 2][order[i]] = true;
        }
        return new NodeSplit(masks[0], masks[1], masks[2]);
    }
}

package dev.contranorm.zoo.data.graph;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.PublishedFile;
import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.CatalogueProvider;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A citation graph of Planetoid with its public split: the first rows are for training, the next 500 for validation, the listed
 * nodes for the test. As in the published loader, duplicate edges and self-loops are dropped, and test nodes missing from the
 * index become zero rows.
 */
public enum PlanetoidDataset implements GraphSource {
    /** 2,708 papers in 7 fields. */
    CORA("cora", "Cora citation graph: 2,708 papers, 1,433 words, 7 classes."),
    /** 3,327 papers in 6 fields. */
    CITESEER("citeseer", "CiteSeer citation graph: 3,327 papers, 3,703 words, 6 classes."),
    /** 19,717 papers in 3 fields. */
    PUBMED("pubmed", "PubMed citation graph: 19,717 papers, 500 words, 3 classes.");

    private static final int VALIDATION_NODES = 500;

    private final String name;
    private final String description;

    PlanetoidDataset(String name, String description) {
        this.name = name;
        this.description = description;
    }

    /** Lists the citation graphs. */
    public static final class Provider implements CatalogueProvider {
        @Override
        public List<PlanetoidDataset> items() {
            return List.of(values());
        }
    }

    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(CatalogueEntry.Kind.DATASET, name, CatalogueEntry.GRAPH, description, List.of());
    }

    @Override
    public List<PublishedFile> files() {
        return PlanetoidFiles.published(name);
    }

    @Override
    public GraphDataset load(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException {
        PlanetoidFiles files = new PlanetoidFiles(name, dataFolder);
        try {
            return read(files);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException contradiction) {
            throw files.contradictory(contradiction.getMessage());
        }
    }

    private GraphDataset read(PlanetoidFiles files) throws DatasetException {
        CsrMatrix known = files.matrix("allx");
        CsrMatrix tested = files.matrix("tx");
        int[] knownLabels = files.labels("ally");
        int[] testedLabels = files.labels("ty");
        int trainNodes = files.labels("y").length;
        int[] testIndex = files.testIndex();
        if (tested.rows() != testIndex.length || testedLabels.length != testIndex.length) {
            throw files.damaged("test.index", testIndex.length + " test nodes, but tx has " + tested.rows() + " rows");
        }
        if (known.columns() != tested.columns() || known.rows() != knownLabels.length) {
            throw files.damaged("allx", "its shape does not match tx and ally");
        }
        if (trainNodes + VALIDATION_NODES > known.rows()) {
            throw files.damaged("y", trainNodes + " training nodes leave no room for validation");
        }
        Map<Integer, List<Integer>> graph = files.graph();
        int n = Math.max(known.rows(), Arrays.stream(testIndex).max().orElse(-1) + 1);
        if (n != graph.size()) {
            throw files.damaged(
                    "test.index", "it has node " + (n - 1) + ", but the graph has " + graph.size() + " nodes");
        }

        int[] labels = Arrays.copyOf(knownLabels, n);
        int stored = known.nonZeros();
        int[] row = Arrays.copyOf(known.rowOfEntry(), stored + tested.nonZeros());
        int[] column = Arrays.copyOf(known.column(), row.length);
        float[] value = Arrays.copyOf(known.value(), row.length);
        int[] testedRow = tested.rowOfEntry();
        for (int k = 0; k < tested.nonZeros(); k++) {
            row[stored + k] = testIndex[testedRow[k]];
            column[stored + k] = tested.column()[k];
            value[stored + k] = tested.value()[k];
        }
        boolean[] test = new boolean[n];
        for (int k = 0; k < testIndex.length; k++) {
            if (testIndex[k] < known.rows() || test[testIndex[k]]) {
                throw files.damaged("test.index", "node " + testIndex[k] + " is in allx, or listed twice");
            }
            labels[testIndex[k]] = testedLabels[k];
            test[testIndex[k]] = true;
        }
        boolean[] train = new boolean[n];
        boolean[] validation = new boolean[n];
        Arrays.fill(train, 0, trainNodes, true);
        Arrays.fill(validation, trainNodes, trainNodes + VALIDATION_NODES, true);
        CsrMatrix features = CsrMatrix.of(n, known.columns(), row, column, value, Float::sum);
        return GraphDataset.of(
                name,
                features,
                adjacency(files, graph, n),
                labels,
                files.classes(),
                List.of(new NodeSplit(train, validation, test)));
    }

    private static CsrMatrix adjacency(PlanetoidFiles files, Map<Integer, List<Integer>> graph, int n)
            throws DatasetException {
        int listed = graph.values().stream().mapToInt(List::size).sum();
        int[] row = new int[listed];
        int[] column = new int[listed];
        int size = 0;
        for (Map.Entry<Integer, List<Integer>> entry : graph.entrySet()) {
            for (int neighbour : entry.getValue()) {
                if (entry.getKey() >= n || neighbour >= n) {
                    throw files.damaged(
                            "graph",
                            "an edge has node " + Math.max(entry.getKey(), neighbour) + ", which is outside 0.."
                                    + (n - 1));
                }
                if (entry.getKey() != neighbour) {
                    row[size] = entry.getKey();
                    column[size++] = neighbour;
                }
            }
        }
        float[] ones = new float[size];
        Arrays.fill(ones, 1f);
        CsrMatrix directed = CsrMatrix.of(n, n, Arrays.copyOf(row, size), Arrays.copyOf(column, size), ones, Math::max);
        return GraphPreprocessing.symmetriseByMaximum(directed);
    }
}

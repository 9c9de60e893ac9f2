package dev.contranorm.zoo.data.graphset;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.CatalogueProvider;
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A set of graphs from the TU collection (Morris et al., 2020), read from its published folder. Features are the node
 * attributes, if any, followed by one-hot node labels; sets with neither have one-hot degrees.
 */
public enum TuDataset implements GraphSetSource {
    /** Nitroaromatic compounds by their mutagenicity. */
    MUTAG("mutag", "MUTAG", "MUTAG: 188 molecules, 7 kinds of atom, 2 classes."),
    /** Compounds by their carcinogenicity in male rats. */
    PTC_MR("ptc-mr", "PTC_MR", "PTC_MR: 344 molecules, 18 kinds of atom, 2 classes."),
    /** Proteins, enzymes or not. */
    PROTEINS("proteins", "PROTEINS", "PROTEINS: 1,113 proteins, 3 kinds of node, 2 classes."),
    /** Compounds by their activity against lung cancer. */
    NCI1("nci1", "NCI1", "NCI1: 4,110 molecules, 37 kinds of atom, 2 classes."),
    /** Enzymes by their top-level class. */
    ENZYMES("enzymes", "ENZYMES", "ENZYMES: 600 proteins, 3 kinds of node, 6 classes."),
    /** Actors' networks by genre; nodes have no labels. */
    IMDB_BINARY("imdb-binary", "IMDB-BINARY", "IMDB-BINARY: 1,000 networks of actors without labels, 2 classes."),
    /** Any other set of the collection; a parameter names its folder. */
    ANY("tu", "A set of graphs in the layout of the TU collection, by the name of its folder.");

    private static final String ATTRIBUTES = "dataset.attributes";
    private static final String MOST_DEGREES = "dataset.maxDegree";
    private static final String NAME = "dataset.name";

    private final String name;
    private final Optional<String> folder;
    private final String description;

    TuDataset(String name, String description) {
        this(name, Optional.empty(), description);
    }

    TuDataset(String name, String folder, String description) {
        this(name, Optional.of(folder), description);
    }

    /**
     * @param folder the published name of the set: the prefix of its folder and files
     */
    TuDataset(String name, Optional<String> folder, String description) {
        this.name = name;
        this.folder = folder;
        this.description = description;
    }

    /** Lists the sets of the collection. */
    public static final class Provider implements CatalogueProvider {
        @Override
        public List<TuDataset> items() {
            return List.of(values());
        }
    }

    @Override
    public CatalogueEntry entry() {
        List<ParameterSpec> parameters = new ArrayList<>();
        if (folder.isEmpty()) {
            parameters.add(ParameterSpec.text(NAME, "MUTAG", List.of(), "Name of the folder and prefix of its files."));
        }
        parameters.add(ParameterSpec.flag(ATTRIBUTES, true, "Also use node attributes, if any, as features."));
        parameters.add(ParameterSpec.integer(
                MOST_DEGREES,
                63,
                1,
                65535,
                "Largest degree if degrees are the features; higher degrees count as this."));
        parameters.addAll(Folds.parameters());
        return new CatalogueEntry(CatalogueEntry.Kind.DATASET, name, CatalogueEntry.GRAPH_SET, description, parameters);
    }

    @Override
    public GraphSet load(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException {
        TuFiles files = TuFiles.open(name, folder.orElseGet(() -> spec.text(NAME)), dataFolder);
        int[] graphOfNode = files.graphOfNode();
        int[] classes = files.graphLabels(graphOfNode[graphOfNode.length - 1] + 1);
        int[] distinct = IntStream.of(classes).distinct().sorted().toArray();
        int[] start = new int[classes.length + 1];
        for (int node = 0; node < graphOfNode.length; node++) {
            start[graphOfNode[node] + 1] = node + 1;
        }
        CsrMatrix adjacency = files.adjacency(graphOfNode);
        Arrays.setAll(classes, graph -> Arrays.binarySearch(distinct, classes[graph]));
        return GraphSet.of(name, start, features(files, spec, adjacency), adjacency, classes, distinct.length);
    }

    private static CsrMatrix features(TuFiles files, TrialSpec spec, CsrMatrix adjacency) throws DatasetException {
        int n = adjacency.rows();
        List<CsrMatrix> parts = new ArrayList<>();
        if (spec.flag(ATTRIBUTES)) {
            files.attributes(n).ifPresent(parts::add);
        }
        files.nodeLabels(n).map(NodeFeatures::ofLabels).ifPresent(parts::add);
        return switch (parts.size()) {
            case 0 -> NodeFeatures.degrees(adjacency, (int) spec.integer(MOST_DEGREES) + 1);
            case 1 -> parts.get(0);
            default -> NodeFeatures.sideBySide(parts.get(0), parts.get(1));
        };
    }
}

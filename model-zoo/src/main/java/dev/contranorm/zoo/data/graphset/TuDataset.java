package dev.contranorm.zoo.data.graphset;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A set of graphs of the TU collection (Morris et al., 2020), read from its folder as published. Features are the one-hot
 * labels of the nodes, after their attributes where the set has them; where it has neither, one-hot degrees.
 */
public abstract sealed class TuDataset implements GraphSetSource {
    private static final String ATTRIBUTES = "dataset.attributes";
    private static final String MOST_DEGREES = "dataset.maxDegree";
    private static final String NAME = "dataset.name";

    private final String name;
    private final String sentence;

    private TuDataset(String name, String sentence) {
        this.name = name;
        this.sentence = sentence;
    }

    /** A set under a name of its own. */
    private abstract static sealed class Known extends TuDataset {
        private final String folder;

        private Known(String name, String folder, String sentence) {
            super(name, sentence);
            this.folder = folder;
        }

        @Override
        String folder(TrialSpec spec) {
            return folder;
        }
    }

    /** Nitroaromatic compounds by their mutagenicity. */
    public static final class Mutag extends Known {
        public Mutag() {
            super("mutag", "MUTAG", "MUTAG: 188 molecules, 7 kinds of atom, 2 classes.");
        }
    }

    /** Compounds by their carcinogenicity in male rats. */
    public static final class PtcMr extends Known {
        public PtcMr() {
            super("ptc-mr", "PTC_MR", "PTC_MR: 344 molecules, 18 kinds of atom, 2 classes.");
        }
    }

    /** Proteins, enzymes or not. */
    public static final class Proteins extends Known {
        public Proteins() {
            super("proteins", "PROTEINS", "PROTEINS: 1,113 proteins, 3 kinds of node, 2 classes.");
        }
    }

    /** Compounds by their activity against lung cancer. */
    public static final class Nci1 extends Known {
        public Nci1() {
            super("nci1", "NCI1", "NCI1: 4,110 molecules, 37 kinds of atom, 2 classes.");
        }
    }

    /** Enzymes by their top-level class. */
    public static final class Enzymes extends Known {
        public Enzymes() {
            super("enzymes", "ENZYMES", "ENZYMES: 600 proteins, 3 kinds of node, 6 classes.");
        }
    }

    /** Actors' networks by genre; nodes have no labels. */
    public static final class ImdbBinary extends Known {
        public ImdbBinary() {
            super("imdb-binary", "IMDB-BINARY", "IMDB-BINARY: 1,000 networks of actors without labels, 2 classes.");
        }
    }

    /** Any other set of the collection. */
    public static final class Any extends TuDataset {
        public Any() {
            super("tu", "A set of graphs in the layout of the TU collection, by the name of its folder.");
        }

        @Override
        List<ParameterSpec> ownParameters() {
            return List.of(ParameterSpec.text(NAME, "MUTAG", List.of(), "Folder and beginning of the files' names."));
        }

        @Override
        String folder(TrialSpec spec) {
            return spec.text(NAME);
        }
    }

    /** The set's published name, which its folder and its files begin with. */
    abstract String folder(TrialSpec spec);

    List<ParameterSpec> ownParameters() {
        return List.of();
    }

    @Override
    public final CatalogueEntry entry() {
        List<ParameterSpec> parameters = new ArrayList<>(ownParameters());
        parameters.add(
                ParameterSpec.flag(ATTRIBUTES, true, "Node attributes as features too, where the set has them."));
        parameters.add(ParameterSpec.integer(
                MOST_DEGREES, 63, 1, 65535, "Higher degrees count as this, where degrees are the features."));
        parameters.addAll(Folds.parameters());
        return new CatalogueEntry(CatalogueEntry.Kind.DATASET, name, CatalogueEntry.GRAPH_SET, sentence, parameters);
    }

    @Override
    public final GraphSet load(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException {
        TuFiles files = TuFiles.open(name, folder(spec), dataFolder);
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

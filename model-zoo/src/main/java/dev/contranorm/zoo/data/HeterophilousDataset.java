package dev.contranorm.zoo.data;

import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.TrialSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Chameleon and Squirrel with their ten published splits, from the NumPy archives of Platonov et al. (ICLR 2023), {@code
 * <data>/heterophilous/<file>.npz}. The plain names are the graphs of geom-gcn (self-loops included); in the filtered ones
 * the duplicated nodes that leak from training into test are gone.
 */
public abstract sealed class HeterophilousDataset implements GraphSource {
    private static final String ADDRESS = "https://github.com/yandex-research/heterophilous-graphs/raw/main/data/";
    private static final String SPLIT = "dataset.split";

    private final String name;
    private final String file;
    private final String sentence;

    private HeterophilousDataset(String name, String file, String sentence) {
        this.name = name;
        this.file = file + ".npz";
        this.sentence = sentence;
    }

    /** Chameleon as geom-gcn has it: 2,277 pages. */
    public static final class Chameleon extends HeterophilousDataset {
        public Chameleon() {
            super(
                    "chameleon",
                    "chameleon_directed",
                    "Chameleon pages: 2,277 nodes, 2,325 words, 5 classes, 10 splits.");
        }
    }

    /** Chameleon without duplicated nodes: 890 pages. */
    public static final class ChameleonFiltered extends HeterophilousDataset {
        public ChameleonFiltered() {
            super("chameleon-filtered", "chameleon_filtered", "Chameleon without duplicates: 890 nodes, 10 splits.");
        }
    }

    /** Squirrel as geom-gcn has it: 5,201 pages. */
    public static final class Squirrel extends HeterophilousDataset {
        public Squirrel() {
            super("squirrel", "squirrel_directed", "Squirrel pages: 5,201 nodes, 2,089 words, 5 classes, 10 splits.");
        }
    }

    /** Squirrel without duplicated nodes: 2,223 pages. */
    public static final class SquirrelFiltered extends HeterophilousDataset {
        public SquirrelFiltered() {
            super("squirrel-filtered", "squirrel_filtered", "Squirrel without duplicates: 2,223 nodes, 10 splits.");
        }
    }

    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(
                CatalogueEntry.Kind.DATASET,
                name,
                CatalogueEntry.GRAPH,
                sentence,
                List.of(ParameterSpec.integer(SPLIT, 0, 0, 9, "Which of the ten published splits.")));
    }

    @Override
    public GraphDataset load(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException {
        Path path = dataFolder
                .map(folder -> folder.resolve("heterophilous").resolve(file))
                .orElseThrow(() -> new DatasetException(
                        DatasetException.Kind.MISSING,
                        "dataset " + name
                                + " is read from a file: name the data folder with --data DIR or SWEEP_DATA"));
        if (!Files.exists(path)) {
            throw new DatasetException(
                    DatasetException.Kind.MISSING,
                    "dataset " + name + ": the file " + file + " is missing from the folder " + path.getParent()
                            + "; get it from " + ADDRESS + file
                            + ", or name another data folder with --data DIR or SWEEP_DATA");
        }
        try {
            return read(NumpyArchive.read(path), (int) spec.integer(SPLIT));
        } catch (IOException | RuntimeException damaged) {
            throw new DatasetException(
                    DatasetException.Kind.DAMAGED,
                    path + " is damaged: " + damaged.getMessage() + "; get it again from " + ADDRESS + file);
        }
    }

    private GraphDataset read(Map<String, NumpyArray> arrays, int split) throws IOException {
        NumpyArray x = array(arrays, "node_features", 2);
        NumpyArray edges = array(arrays, "edges", 2);
        int[] labels = Arrays.stream(array(arrays, "node_labels", 1).numbers())
                .mapToInt(label -> (int) label)
                .toArray();
        int n = labels.length;
        float[] dense = new float[x.size()];
        for (int k = 0; k < dense.length; k++) {
            dense[k] = (float) x.number(k);
        }
        int[] from = new int[edges.shape()[0]];
        int[] to = new int[from.length];
        float[] ones = new float[from.length];
        for (int k = 0; k < from.length; k++) {
            from[k] = (int) edges.number(2 * k);
            to[k] = (int) edges.number(2 * k + 1);
            ones[k] = 1;
        }
        CsrMatrix directed = CsrMatrix.of(n, n, from, to, ones, Math::max);
        List<NodeSplit> splits = new ArrayList<>();
        splits.add(new NodeSplit(
                mask(arrays, "train_masks", split, n),
                mask(arrays, "val_masks", split, n),
                mask(arrays, "test_masks", split, n)));
        return GraphDataset.of(
                name,
                CsrMatrix.fromDense(n, x.shape()[1], dense),
                GraphPreprocessing.symmetriseByMaximum(directed),
                labels,
                IntStream.of(labels).max().orElse(-1) + 1,
                splits);
    }

    private static boolean[] mask(Map<String, NumpyArray> arrays, String key, int split, int n) throws IOException {
        NumpyArray masks = array(arrays, key, 2);
        boolean[] mask = new boolean[n];
        for (int node = 0; node < n; node++) {
            mask[node] = masks.number(split * n + node) != 0;
        }
        return mask;
    }

    private static NumpyArray array(Map<String, NumpyArray> arrays, String key, int dimensions) throws IOException {
        NumpyArray array = arrays.get(key);
        if (array == null || array.shape().length != dimensions) {
            throw new IOException("it has no array " + key + " of " + dimensions + " dimensions");
        }
        return array;
    }
}

package dev.contranorm.zoo.data.graph;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.DatasetFolder;
import dev.contranorm.zoo.data.PublishedFile;
import dev.contranorm.zoo.metric.Score;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The graphs of Platonov et al. (ICLR 2023) with their ten splits. {@code undirected} is their plain file, without
 * self-loops; {@code directed} keeps the direction of edges and self-loops; in {@code filtered} the duplicated nodes that leak
 * from training into test are gone. The graphs of two classes are judged by ROC AUC, as there, the others by accuracy. Chameleon
 * and Squirrel as the paper's experiments have them are {@link GeomGcnDataset}s.
 */
public abstract sealed class HeterophilousDataset implements GraphSource {
    private static final String DIRECTED = "_directed";

    private final String name;
    private final HeterophilousFile file;
    private final boolean directed;
    private final Score measure;
    private final String sentence;

    private HeterophilousDataset(String name, String file, String sentence) {
        this(name, file, Score.ACCURACY, sentence);
    }

    /** @param file as its authors name it; one that ends in {@code _directed} keeps the direction of its edges */
    private HeterophilousDataset(String name, String file, Score measure, String sentence) {
        this.name = name;
        this.file = new HeterophilousFile(file);
        this.directed = file.endsWith(DIRECTED);
        this.measure = measure;
        this.sentence = sentence;
    }

    /** Chameleon without self-loops: 2,277 pages. */
    public static final class ChameleonUndirected extends HeterophilousDataset {
        public ChameleonUndirected() {
            super("chameleon-undirected", "chameleon", "Chameleon without self-loops: 2,277 nodes, 10 splits.");
        }
    }

    /** Chameleon with the direction of its links: 2,277 pages. */
    public static final class ChameleonDirected extends HeterophilousDataset {
        public ChameleonDirected() {
            super("chameleon-directed", "chameleon_directed", "Chameleon's directed links: 2,277 nodes, 10 splits.");
        }
    }

    /** Chameleon without duplicated nodes: 890 pages. */
    public static final class ChameleonFiltered extends HeterophilousDataset {
        public ChameleonFiltered() {
            super("chameleon-filtered", "chameleon_filtered", "Chameleon without duplicates: 890 nodes, 10 splits.");
        }
    }

    /** Chameleon without duplicated nodes, directed: 890 pages. */
    public static final class ChameleonFilteredDirected extends HeterophilousDataset {
        public ChameleonFilteredDirected() {
            super(
                    "chameleon-filtered-directed",
                    "chameleon_filtered_directed",
                    "Directed Chameleon without duplicates: 890 nodes, 10 splits.");
        }
    }

    /** Squirrel without self-loops: 5,201 pages. */
    public static final class SquirrelUndirected extends HeterophilousDataset {
        public SquirrelUndirected() {
            super("squirrel-undirected", "squirrel", "Squirrel without self-loops: 5,201 nodes, 10 splits.");
        }
    }

    /** Squirrel with the direction of its links: 5,201 pages. */
    public static final class SquirrelDirected extends HeterophilousDataset {
        public SquirrelDirected() {
            super("squirrel-directed", "squirrel_directed", "Squirrel's directed links: 5,201 nodes, 10 splits.");
        }
    }

    /** Squirrel without duplicated nodes: 2,223 pages. */
    public static final class SquirrelFiltered extends HeterophilousDataset {
        public SquirrelFiltered() {
            super("squirrel-filtered", "squirrel_filtered", "Squirrel without duplicates: 2,223 nodes, 10 splits.");
        }
    }

    /** Squirrel without duplicated nodes, directed: 2,223 pages. */
    public static final class SquirrelFilteredDirected extends HeterophilousDataset {
        public SquirrelFilteredDirected() {
            super(
                    "squirrel-filtered-directed",
                    "squirrel_filtered_directed",
                    "Directed Squirrel without duplicates: 2,223 nodes, 10 splits.");
        }
    }

    /** Roman Empire: 22,662 words of an article. */
    public static final class RomanEmpire extends HeterophilousDataset {
        public RomanEmpire() {
            super("roman-empire", "roman_empire", "Words of an article: 22,662 nodes, 18 classes, 10 splits.");
        }
    }

    /** Amazon ratings: 24,492 products. */
    public static final class AmazonRatings extends HeterophilousDataset {
        public AmazonRatings() {
            super("amazon-ratings", "amazon_ratings", "Products bought together: 24,492 nodes, 5 classes, 10 splits.");
        }
    }

    /** Minesweeper: the 10,000 cells of a grid. */
    public static final class Minesweeper extends HeterophilousDataset {
        public Minesweeper() {
            super(
                    "minesweeper",
                    "minesweeper",
                    Score.ROC_AUC,
                    "A grid with hidden mines: 10,000 nodes, 2 classes, 10 splits.");
        }
    }

    /** Tolokers: 11,758 crowd workers. */
    public static final class Tolokers extends HeterophilousDataset {
        public Tolokers() {
            super(
                    "tolokers",
                    "tolokers",
                    Score.ROC_AUC,
                    "Crowd workers of common tasks: 11,758 nodes, 2 classes, 10 splits.");
        }
    }

    /** Questions: 48,921 users of a site. */
    public static final class Questions extends HeterophilousDataset {
        public Questions() {
            super(
                    "questions",
                    "questions",
                    Score.ROC_AUC,
                    "Users who answer one another: 48,921 nodes, 2 classes, 10 splits.");
        }
    }

    @Override
    public CatalogueEntry entry() {
        return measure == Score.ACCURACY
                ? PublishedSplits.entry(name, sentence)
                : PublishedSplits.entry(
                        name,
                        sentence,
                        ParameterSpec.text(
                                GraphSource.SELECTION,
                                measure.label(),
                                List.of(measure.label(), Score.ACCURACY.label()),
                                "What the best validation epoch is chosen by; roc-auc is published."));
    }

    @Override
    public Score measure() {
        return measure;
    }

    @Override
    public List<PublishedFile> files() {
        return file.published();
    }

    @Override
    public GraphDataset load(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException {
        DatasetFolder folder = DatasetFolder.of(name, dataFolder, HeterophilousFile.ADDRESS, files());
        return file.read(name, folder, directed);
    }
}

package dev.contranorm.zoo.data.graph;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.DatasetFolder;
import dev.contranorm.zoo.data.PublishedFile;
import dev.contranorm.zoo.metric.Score;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.CatalogueProvider;
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The graphs of Platonov et al. (ICLR 2023) with their ten splits. {@code undirected} is the plain file without self-loops;
 * {@code directed} keeps the direction of edges, and self-loops; {@code filtered} omits the duplicated nodes that leak from
 * training into test. As published, graphs of two classes are evaluated with ROC AUC, the others with accuracy. The versions of
 * Chameleon and Squirrel in the ContraNorm paper are {@link GeomGcnDataset}s.
 */
public enum HeterophilousDataset implements GraphSource {
    CHAMELEON_UNDIRECTED("chameleon-undirected", "chameleon", "Chameleon without self-loops: 2,277 nodes, 10 splits."),
    CHAMELEON_DIRECTED(
            "chameleon-directed", "chameleon_directed", "Chameleon's directed links: 2,277 nodes, 10 splits."),
    CHAMELEON_FILTERED(
            "chameleon-filtered", "chameleon_filtered", "Chameleon without duplicates: 890 nodes, 10 splits."),
    CHAMELEON_FILTERED_DIRECTED(
            "chameleon-filtered-directed",
            "chameleon_filtered_directed",
            "Directed Chameleon without duplicates: 890 nodes, 10 splits."),
    SQUIRREL_UNDIRECTED("squirrel-undirected", "squirrel", "Squirrel without self-loops: 5,201 nodes, 10 splits."),
    SQUIRREL_DIRECTED("squirrel-directed", "squirrel_directed", "Squirrel's directed links: 5,201 nodes, 10 splits."),
    SQUIRREL_FILTERED("squirrel-filtered", "squirrel_filtered", "Squirrel without duplicates: 2,223 nodes, 10 splits."),
    SQUIRREL_FILTERED_DIRECTED(
            "squirrel-filtered-directed",
            "squirrel_filtered_directed",
            "Directed Squirrel without duplicates: 2,223 nodes, 10 splits."),
    ROMAN_EMPIRE("roman-empire", "roman_empire", "Words of an article: 22,662 nodes, 18 classes, 10 splits."),
    AMAZON_RATINGS("amazon-ratings", "amazon_ratings", "Products bought together: 24,492 nodes, 5 classes, 10 splits."),
    MINESWEEPER(
            "minesweeper",
            "minesweeper",
            Score.ROC_AUC,
            "A grid with hidden mines: 10,000 nodes, 2 classes, 10 splits."),
    TOLOKERS(
            "tolokers",
            "tolokers",
            Score.ROC_AUC,
            "Crowd workers of common tasks: 11,758 nodes, 2 classes, 10 splits."),
    QUESTIONS(
            "questions",
            "questions",
            Score.ROC_AUC,
            "Users who answer one another: 48,921 nodes, 2 classes, 10 splits.");

    private static final String DIRECTED = "_directed";

    private final String name;
    private final HeterophilousFile file;
    private final boolean directed;
    private final Score measure;
    private final String description;

    HeterophilousDataset(String name, String file, String description) {
        this(name, file, Score.ACCURACY, description);
    }

    /** @param file its authors' file name; a file that ends in {@code _directed} keeps the direction of edges */
    HeterophilousDataset(String name, String file, Score measure, String description) {
        this.name = name;
        this.file = new HeterophilousFile(file);
        this.directed = file.endsWith(DIRECTED);
        this.measure = measure;
        this.description = description;
    }

    /** Lists the graphs. */
    public static final class Provider implements CatalogueProvider {
        @Override
        public List<HeterophilousDataset> items() {
            return List.of(values());
        }
    }

    @Override
    public CatalogueEntry entry() {
        return measure == Score.ACCURACY
                ? PublishedSplits.entry(name, description)
                : PublishedSplits.entry(
                        name,
                        description,
                        ParameterSpec.text(
                                GraphSource.SELECTION,
                                measure.label(),
                                List.of(measure.label(), Score.ACCURACY.label()),
                                "Score that selects the best validation epoch; roc-auc as published."));
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

package dev.contranorm.zoo.data.graph;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.DatasetFolder;
import dev.contranorm.zoo.data.PublishedFile;
import dev.contranorm.zoo.data.PublishedFiles;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.CatalogueProvider;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The graphs of geom-gcn (Pei et al., ICLR 2020) with their ten splits of 60/20/20 %, from the published text files. Edges are
 * added in both directions; self-loops stay. If the text files are missing, Chameleon and Squirrel are read from the NumPy
 * archives {@code heterophilous/<name>_directed.npz}, which contain the same graph and splits.
 */
public enum GeomGcnDataset implements GraphSource {
    /** Pages about chameleons. */
    CHAMELEON(
            "chameleon",
            Optional.of(new HeterophilousFile("chameleon_directed")),
            "Chameleon pages: 2,277 nodes, 2,325 words, 5 classes, 10 splits."),
    /** Pages about squirrels. */
    SQUIRREL(
            "squirrel",
            Optional.of(new HeterophilousFile("squirrel_directed")),
            "Squirrel pages: 5,201 nodes, 2,089 words, 5 classes, 10 splits."),
    /** A university's pages. */
    CORNELL("cornell", "WebKB pages of Cornell: 183 nodes, 1,703 words, 5 classes, 10 splits."),
    /**
     * A university's pages. In the authors' repository its file of nodes is Cornell's, byte for byte; only its edges and splits
     * are its own.
     */
    TEXAS("texas", "WebKB pages of Texas: 183 nodes, 1,703 words, 5 classes, 10 splits."),
    /** A university's pages. */
    WISCONSIN("wisconsin", "WebKB pages of Wisconsin: 251 nodes, 1,703 words, 5 classes, 10 splits."),
    /** Actors of films; the dataset is also called Actor. */
    FILM("film", "Actors of films: 7,600 nodes, 932 words, 5 classes, 10 splits.");

    private final String name;
    private final Optional<HeterophilousFile> archive;
    private final String description;

    GeomGcnDataset(String name, String description) {
        this(name, Optional.empty(), description);
    }

    GeomGcnDataset(String name, Optional<HeterophilousFile> archive, String description) {
        this.name = name;
        this.archive = archive;
        this.description = description;
    }

    /** Lists the graphs of geom-gcn. */
    public static final class Provider implements CatalogueProvider {
        @Override
        public List<GeomGcnDataset> items() {
            return List.of(values());
        }
    }

    @Override
    public CatalogueEntry entry() {
        return PublishedSplits.entry(name, description);
    }

    @Override
    public List<PublishedFile> files() {
        return archive.map(HeterophilousFile::published).orElseGet(() -> PublishedFiles.under(name + "/"));
    }

    @Override
    public List<String> places(Path dataFolder) {
        return archive.isPresent() && !GeomGcnFiles.areIn(dataFolder, name)
                ? List.of(archive.get().path())
                : GeomGcnFiles.paths(name);
    }

    @Override
    public GraphDataset load(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException {
        GeomGcnFiles files = new GeomGcnFiles(name, dataFolder, files());
        return archive.isPresent() && !GeomGcnFiles.areIn(dataFolder.orElseThrow(), name)
                ? archive.get()
                        .read(name, DatasetFolder.of(name, dataFolder, HeterophilousFile.ADDRESS, files()), false)
                : files.read();
    }
}

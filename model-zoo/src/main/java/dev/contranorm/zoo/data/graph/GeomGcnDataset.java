package dev.contranorm.zoo.data.graph;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.DatasetFolder;
import dev.contranorm.zoo.data.PublishedFile;
import dev.contranorm.zoo.data.PublishedFiles;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The graphs of geom-gcn (Pei et al., ICLR 2020) with their ten splits of 60/20/20 %, from the published text files. Edges
 * are taken in both directions; self-loops stay. Chameleon and Squirrel are also read from the NumPy archives {@code
 * heterophilous/<name>_directed.npz}, which hold the same graph, splits included, where the text files are not there.
 */
public abstract sealed class GeomGcnDataset implements GraphSource {
    private final String name;
    private final Optional<HeterophilousFile> archive;
    private final String sentence;

    private GeomGcnDataset(String name, Optional<HeterophilousFile> archive, String sentence) {
        this.name = name;
        this.archive = archive;
        this.sentence = sentence;
    }

    /** Pages about chameleons: 2,277. */
    public static final class Chameleon extends GeomGcnDataset {
        public Chameleon() {
            super(
                    "chameleon",
                    Optional.of(new HeterophilousFile("chameleon_directed")),
                    "Chameleon pages: 2,277 nodes, 2,325 words, 5 classes, 10 splits.");
        }
    }

    /** Pages about squirrels: 5,201. */
    public static final class Squirrel extends GeomGcnDataset {
        public Squirrel() {
            super(
                    "squirrel",
                    Optional.of(new HeterophilousFile("squirrel_directed")),
                    "Squirrel pages: 5,201 nodes, 2,089 words, 5 classes, 10 splits.");
        }
    }

    /** Pages of Cornell: 183. */
    public static final class Cornell extends GeomGcnDataset {
        public Cornell() {
            super("cornell", Optional.empty(), "WebKB pages of Cornell: 183 nodes, 1,703 words, 5 classes, 10 splits.");
        }
    }

    /**
     * Pages of Texas: 183. In the authors' repository its file of nodes is Cornell's, byte for byte; only its edges and
     * splits are its own.
     */
    public static final class Texas extends GeomGcnDataset {
        public Texas() {
            super("texas", Optional.empty(), "WebKB pages of Texas: 183 nodes, 1,703 words, 5 classes, 10 splits.");
        }
    }

    /** Pages of Wisconsin: 251. */
    public static final class Wisconsin extends GeomGcnDataset {
        public Wisconsin() {
            super(
                    "wisconsin",
                    Optional.empty(),
                    "WebKB pages of Wisconsin: 251 nodes, 1,703 words, 5 classes, 10 splits.");
        }
    }

    /** Actors of films, also called Actor: 7,600. */
    public static final class Film extends GeomGcnDataset {
        public Film() {
            super("film", Optional.empty(), "Actors of films: 7,600 nodes, 932 words, 5 classes, 10 splits.");
        }
    }

    @Override
    public CatalogueEntry entry() {
        return PublishedSplits.entry(name, sentence);
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

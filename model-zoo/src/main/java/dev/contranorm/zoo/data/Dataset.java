package dev.contranorm.zoo.data;

import dev.contranorm.zoo.data.graph.GraphSource;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Data of the catalogue. Implementations are stateless. What is read differs by family, so each family has an interface of
 * its own, such as {@link GraphSource}.
 */
public interface Dataset extends CatalogueItem {
    /**
     * Reads the data as training would and says what is there: counts by name, and {@code digest}.
     *
     * @param dataFolder the user's data folder ({@code --data}, {@code SWEEP_DATA}), empty when none was given
     * @throws DatasetException when files are missing or damaged
     */
    SortedMap<String, Object> inspect(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException;

    /** The files to download, with their checksums; empty when the data is generated or no checksum is on record. */
    default List<PublishedFile> files() {
        return List.of();
    }

    /** Archives to download and unpack, of which no checksum is known. */
    default List<PublishedArchive> archives() {
        return List.of();
    }

    /**
     * Files or folders, relative to the data folder, whose presence says that the data is there; empty when it is generated, or
     * when its place is not known without a specification.
     *
     * @param dataFolder for data that is published in several layouts: the one that is there counts
     */
    default List<String> places(Path dataFolder) {
        return files().stream().map(PublishedFile::path).toList();
    }

    /**
     * What the published data is known to hold, by the names that {@link #inspect} uses; facts that are not on record, and those
     * that the specification changes, are left out.
     */
    default SortedMap<String, Object> published(TrialSpec spec) {
        return new TreeMap<>();
    }
}

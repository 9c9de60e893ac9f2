package dev.contranorm.zoo.data;

import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A dataset in the catalogue. Implementations are stateless. The content depends on the family, so each family has its own
 * interface, such as {@code GraphSource}.
 */
public interface Dataset extends CatalogueItem {
    /**
     * Reads the data as training does and returns its facts: counts by name, and {@code digest}.
     *
     * @param dataFolder the user's data folder ({@code --data}, {@code SWEEP_DATA}), empty if none is given
     * @throws DatasetException if files are missing or damaged
     */
    SortedMap<String, Object> inspect(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException;

    /** The files to download, with their checksums; empty if the data is generated or no checksum is on record. */
    default List<PublishedFile> files() {
        return List.of();
    }

    /** Archives to download and unpack, without a known checksum. */
    default List<PublishedArchive> archives() {
        return List.of();
    }

    /**
     * Files or folders, relative to the data folder, whose presence shows that the data is there; empty if the data is
     * generated, or if its place depends on a specification.
     *
     * @param dataFolder decides between several published layouts: the one that is present is used
     */
    default List<String> places(Path dataFolder) {
        return files().stream().map(PublishedFile::path).toList();
    }

    /**
     * The known facts of the published data, by the names that {@link #inspect} uses; omits facts that are not on record and
     * those that the specification changes.
     */
    default SortedMap<String, Object> published(TrialSpec spec) {
        return new TreeMap<>();
    }
}

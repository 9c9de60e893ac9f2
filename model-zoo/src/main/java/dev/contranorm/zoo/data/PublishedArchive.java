package dev.contranorm.zoo.data;

import java.net.URI;
import java.util.Objects;

/**
 * A zip archive that a dataset's authors offer without a checksum: nothing says what it must be, so what was downloaded is put
 * on record with its own.
 *
 * @param path where the archive itself is kept, relative to the data folder
 * @param root the folder in the archive that holds the data, with {@code /} at its end
 * @param folder what that folder becomes, relative to the data folder
 */
public record PublishedArchive(String path, URI address, String root, String folder) {
    public PublishedArchive {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(folder, "folder");
        if (!root.endsWith("/")) {
            throw new IllegalArgumentException("'" + root + "' names no folder of an archive");
        }
    }
}

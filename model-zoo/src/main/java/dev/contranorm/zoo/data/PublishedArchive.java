package dev.contranorm.zoo.data;

import java.net.URI;
import java.util.Objects;

/**
 * A zip archive that a dataset's authors offer without a checksum. A download cannot be verified, so its own checksum is
 * recorded.
 *
 * @param path where the archive is kept, relative to the data folder
 * @param root the folder in the archive that holds the data, ending with {@code /}
 * @param folder where that folder is unpacked, relative to the data folder
 */
public record PublishedArchive(String path, URI address, String root, String folder) {
    public PublishedArchive {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(folder, "folder");
        if (!root.endsWith("/")) {
            throw new IllegalArgumentException("root: '" + root + "' is not a folder of an archive; end it with /");
        }
    }
}

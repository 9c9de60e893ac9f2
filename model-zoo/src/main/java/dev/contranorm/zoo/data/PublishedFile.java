package dev.contranorm.zoo.data;

import java.net.URI;
import java.util.Objects;

/**
 * A file of a dataset that its authors offer for download.
 *
 * @param path where it belongs, relative to the data folder, with {@code /} between folders
 * @param sha256 64 hexadecimal digits; a download that differs is damaged
 */
public record PublishedFile(String path, URI address, String sha256) {
    public PublishedFile {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(address, "address");
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(path + ": '" + sha256 + "' is no SHA-256");
        }
    }
}

package dev.contranorm.zoo.data;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Objects;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A file of a dataset that its authors offer for download.
 *
 * @param path its place, relative to the data folder, with {@code /} between folders
 * @param checksum its SHA-256 (64 hexadecimal digits) or its blob id in the authors' Git repository (40 digits: the SHA-1 of
 *     {@code "blob " + size + NUL} and the bytes); a download that differs is damaged
 */
public record PublishedFile(String path, URI address, String checksum) {
    public PublishedFile {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(address, "address");
        if (!checksum.matches("[0-9a-f]{64}|[0-9a-f]{40}")) {
            throw new IllegalArgumentException(
                    path + ": '" + checksum + "' is not a SHA-256 or a Git blob id; write 64 or 40 hexadecimal digits");
        }
    }

    /** The kind of checksum, for messages. */
    public String checksumKind() {
        return isBlobId() ? "Git blob id" : "SHA-256";
    }

    /** The checksum of a file, of the same kind as {@link #checksum}. */
    public String checksumOf(Path file) throws IOException {
        MessageDigest digest = isBlobId()
                ? DigestUtils.updateDigest(DigestUtils.getSha1Digest(), "blob " + Files.size(file) + '\0')
                : DigestUtils.getSha256Digest();
        return Hex.encodeHexString(DigestUtils.updateDigest(digest, file).digest());
    }

    private boolean isBlobId() {
        return checksum.length() == 40;
    }
}

package dev.contranorm.zoo.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The files on record, one per line of {@code published-files.txt}: checksum, path in the data folder, address. Checksums are
 * those of the files, or the blob ids in their authors' repositories.
 */
public final class PublishedFiles {
    private PublishedFiles() {}

    /** The files whose path starts with a prefix: a folder such as {@code cornell/}, or the whole path of one file. */
    public static List<PublishedFile> under(String path) {
        try (InputStream listed = PublishedFiles.class.getResourceAsStream("published-files.txt")) {
            return new String(listed.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(line -> line.split(" +", 3))
                    .filter(fields -> fields[1].startsWith(path))
                    .map(fields -> new PublishedFile(fields[1], URI.create(fields[2]), fields[0]))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

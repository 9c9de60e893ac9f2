package dev.contranorm.zoo.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The checksums of the published Planetoid files, in the format of {@code sha256sum}, taken from the files themselves. */
final class PlanetoidChecksums {
    private PlanetoidChecksums() {}

    /** The files of one graph; empty when its checksums are not on record. */
    static List<PublishedFile> files(String name) {
        try (InputStream listed = PlanetoidChecksums.class.getResourceAsStream("planetoid.sha256")) {
            return new String(listed.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(line -> line.split("  ", 2))
                    .filter(fields -> fields[1].startsWith(name + "/"))
                    .map(fields -> new PublishedFile(
                            fields[1],
                            URI.create(PlanetoidFiles.ADDRESS + fields[1].substring(fields[1].lastIndexOf('/') + 1)),
                            fields[0]))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

package dev.contranorm.orchestrator.local.dataset;

import dev.contranorm.orchestrator.local.home.LocalServerException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A downloaded zip archive. */
final class DatasetArchive {
    private final Path file;
    private final URI address;

    /** @param address its origin, for messages */
    DatasetArchive(Path file, URI address) {
        this.file = file;
        this.address = address;
    }

    static String sha256(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(bytes, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /**
     * Writes the files under a folder of the archive into another.
     *
     * @throws LocalServerException when it is not a zip archive, has no such folder, or names a file outside it
     */
    void unpack(String root, Path folder) throws IOException {
        boolean any = false;
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (entry.isDirectory() || !entry.getName().startsWith(root)) {
                    continue;
                }
                Path target =
                        folder.resolve(entry.getName().substring(root.length())).normalize();
                if (!target.startsWith(folder.normalize())) {
                    throw new LocalServerException("the archive from " + address
                            + " contains a path outside its own folder: " + entry.getName() + "; unpacking stopped");
                }
                Files.createDirectories(target.getParent());
                try (InputStream bytes = zip.getInputStream(entry)) {
                    Files.copy(bytes, target, StandardCopyOption.REPLACE_EXISTING);
                }
                any = true;
            }
        } catch (ZipException damaged) {
            throw new LocalServerException(
                    "the download from " + address + " is not a complete zip archive (" + damaged.getMessage()
                            + "); nothing was kept, try again",
                    damaged);
        }
        if (!any) {
            throw new LocalServerException(
                    "the archive from " + address + " has no folder " + root + "; nothing was kept");
        }
    }
}

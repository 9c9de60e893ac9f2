package dev.contranorm.orchestrator.local.dataset;

import dev.contranorm.orchestrator.local.home.LocalServerException;
import dev.contranorm.zoo.data.PublishedArchive;
import dev.contranorm.zoo.data.PublishedFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;

/** Downloads published files into a data folder. A file is either complete and checked, or absent. */
public final class DatasetDownload {
    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final Duration ANSWER = Duration.ofMinutes(10);

    private final Path dataFolder;
    private final Optional<URI> mirror;
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(CONNECT)
            .build();

    /** @param mirror a folder on another server that holds the files under their own names */
    public DatasetDownload(Path dataFolder, Optional<URI> mirror) {
        this.dataFolder = dataFolder;
        this.mirror = mirror;
    }

    /**
     * @return whether it was downloaded; an existing file with the right checksum is kept
     * @throws LocalServerException when the server does not provide it, it is damaged, or the folder cannot be written
     */
    public boolean fetch(PublishedFile file) throws InterruptedException {
        Path target = dataFolder.resolve(file.path());
        URI address = address(file.path(), file.address());
        try {
            if (Files.exists(target) && file.checksumOf(target).equals(file.checksum())) {
                return false;
            }
            Files.createDirectories(target.getParent());
            Path part = target.resolveSibling(target.getFileName() + ".part");
            try {
                download(address, part, target);
                String found = file.checksumOf(part);
                if (!found.equals(file.checksum())) {
                    throw new LocalServerException(
                            "the download from " + address + " is damaged: its " + file.checksumKind() + " is " + found
                                    + ", not " + file.checksum() + "; nothing was kept, try again or get "
                                    + target.getFileName()
                                    + " elsewhere and save it to " + target.getParent());
                }
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return true;
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException problem) {
            throw new LocalServerException(target + " cannot be written: " + problem, problem);
        }
    }

    /**
     * Downloads an archive, unpacks it, and records its SHA-256, since its authors publish none.
     *
     * @return the SHA-256 of the download; empty when the archive is present and matches its recorded SHA-256
     * @throws LocalServerException when the server does not provide it, it is not a zip archive, or the folder cannot be
     *     written
     */
    public Optional<String> fetch(PublishedArchive archive) throws InterruptedException {
        Path target = dataFolder.resolve(archive.path());
        Path note = target.resolveSibling(target.getFileName() + ".sha256");
        URI address = address(archive.path(), archive.address());
        try {
            if (Files.exists(target)
                    && Files.exists(note)
                    && Files.readString(note).equals(line(DatasetArchive.sha256(target), target))) {
                return Optional.empty();
            }
            Files.createDirectories(target.getParent());
            Path part = target.resolveSibling(target.getFileName() + ".part");
            try {
                download(address, part, target);
                String digest = DatasetArchive.sha256(part);
                new DatasetArchive(part, address).unpack(archive.root(), dataFolder.resolve(archive.folder()));
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                Files.writeString(note, line(digest, target));
                return Optional.of(digest);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException problem) {
            throw new LocalServerException(target + " cannot be written: " + problem, problem);
        }
    }

    /** As {@code sha256sum} writes and reads it. */
    private static String line(String digest, Path file) {
        return digest + "  " + file.getFileName() + "\n";
    }

    private URI address(String path, URI published) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return mirror.map(folder ->
                        URI.create(folder.toString().replaceAll("/*$", "/")).resolve(name))
                .orElse(published);
    }

    private void download(URI address, Path part, Path target) throws InterruptedException {
        String advice = "; download it there yourself and save it to " + target.getParent();
        HttpRequest request = HttpRequest.newBuilder(address).timeout(ANSWER).build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.ofFile(part)).statusCode();
            if (status != 200) {
                throw new LocalServerException(address + " answers with HTTP status " + status + advice);
            }
        } catch (IOException unreachable) {
            throw new LocalServerException(
                    address + " cannot be reached from here (" + reason(unreachable) + ")" + advice, unreachable);
        }
    }

    private static String reason(IOException problem) {
        return problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage();
    }
}

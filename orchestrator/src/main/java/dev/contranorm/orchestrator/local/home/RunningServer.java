package dev.contranorm.orchestrator.local.home;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The addresses of a running server; a file in its home folder that exists as long as the server runs.
 *
 * @param jdbcUrl the database
 * @param bootstrapServers the broker
 * @param http the HTTP API's address, "" when it is not served
 * @param mlflow the MLflow server's address, "" when there is none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunningServer(
        long process,
        String jdbcUrl,
        String user,
        String password,
        String bootstrapServers,
        String http,
        String mlflow) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The server that is running in a home folder; empty without one. */
    public static Optional<RunningServer> read(SweepHome folder) {
        if (!Files.exists(folder.address()) || !HomeLock.taken(folder)) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readValue(folder.address().toFile(), RunningServer.class));
        } catch (IOException problem) {
            throw new LocalServerException(folder.address() + " cannot be read: " + problem.getMessage(), problem);
        }
    }

    public void write(SweepHome folder) {
        Path part = folder.path().resolve("address.json.part");
        try {
            Files.deleteIfExists(part);
            // It contains a password: readable by this user only.
            if (Files.getFileStore(folder.path()).supportsFileAttributeView("posix")) {
                Files.createFile(
                        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.write(part, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
            Files.move(part, folder.address(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException problem) {
            throw new LocalServerException(folder.address() + " cannot be written: " + problem, problem);
        }
    }

    public static void delete(SweepHome folder) {
        try {
            Files.deleteIfExists(folder.address());
        } catch (IOException ignored) {
            // Without the lock it is ignored.
        }
    }
}

package dev.contranorm.orchestrator.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contranorm.orchestrator.local.home.SweepHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A house's own MLflow server, with a program in its place that only answers that it is well. */
class MlflowProcessTest {
    @TempDir
    private Path place;

    private SweepHome folder;
    private Path program;

    @BeforeEach
    void write() throws IOException {
        folder = new SweepHome(place.resolve("home"));
        folder.create();
        program = Files.writeString(
                place.resolve("mlflow"),
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -cp '"
                        + System.getProperty("java.class.path") + "' " + HealthServer.class.getName() + " \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void theNextServerHasTheSameAddress() {
        String first;
        try (MlflowProcess server = MlflowProcess.start(program, folder)) {
            first = server.address();
        }
        try (MlflowProcess server = MlflowProcess.start(program, folder)) {
            assertThat(server.address()).isEqualTo(first);
        }
    }

    @Test
    void anAddressThatIsTakenIsNotWaitedFor() throws IOException {
        String first;
        try (MlflowProcess server = MlflowProcess.start(program, folder)) {
            first = server.address();
        }
        try (ServerSocket other = new ServerSocket(URI.create(first).getPort(), 1, InetAddress.getLoopbackAddress());
                MlflowProcess server = MlflowProcess.start(program, folder)) {
            assertThat(server.address()).isNotEqualTo(first);
            assertThat(other.isBound()).isTrue();
        }
    }
}

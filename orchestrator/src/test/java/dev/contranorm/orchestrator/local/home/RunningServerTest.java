package dev.contranorm.orchestrator.local.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningServerTest {
    private static final RunningServer ADDRESS =
            new RunningServer(7, "jdbc:postgresql://127.0.0.1:1/sweep", "sweep", "secret", "127.0.0.1:2", "", "");

    @TempDir
    private Path folder;

    @Test
    void itIsReadAsLongAsSomebodyHoldsTheLock() {
        SweepHome home = new SweepHome(folder);
        try (HomeLock lock = HomeLock.take(home)) {
            lock.describe("a test");
            ADDRESS.write(home);
            assertThat(RunningServer.read(home)).contains(ADDRESS);
        }
        assertThat(RunningServer.read(home))
                .as("left behind by a killed process")
                .isEmpty();
    }

    @Test
    void onlyTheUserReadsThePasswordInIt() throws IOException {
        SweepHome home = new SweepHome(folder);
        home.create();
        ADDRESS.write(home);

        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            assertThat(Files.getPosixFilePermissions(home.address()))
                    .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        }
    }
}

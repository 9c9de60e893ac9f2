package dev.contranorm.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Unavailable servers, ports and disks give one clear message, exit code 1 and no stack trace. */
@Timeout(120)
class UnavailableServersTest {
    @TempDir
    private Path folder;

    @Test
    void anUnavailableDatabaseIsReportedWithItsHostAndWithoutItsPassword() throws IOException, InterruptedException {
        String url = "postgres://sweep:secret@127.0.0.1:" + closedPort() + "/sweep";
        SweepProcess list = SweepProcess.run(folder, Map.of("DATABASE_URL", url), "ls");

        assertRefused(list);
        assertThat(list.err()).contains("127.0.0.1").doesNotContain("secret");
    }

    @Test
    void aMalformedDatabaseUrlIsReportedWithItsVariable() throws IOException, InterruptedException {
        SweepProcess list = SweepProcess.run(folder, Map.of("DATABASE_URL", "mysql://somewhere"), "ls");

        assertRefused(list);
        assertThat(list.err()).contains("DATABASE_URL");
    }

    @Test
    void anUnavailableBrokerIsReportedWithItsAddress() throws IOException, InterruptedException {
        String broker = "127.0.0.1:" + closedPort();
        SweepProcess run =
                SweepProcess.run(folder, Map.of("KAFKA_BOOTSTRAP_SERVERS", broker), "run", noop(), "--workers", "1");

        assertRefused(run);
        assertThat(run.err()).contains(broker);
    }

    @Test
    void aPortInUseIsReported() throws IOException, InterruptedException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(socket.getLocalPort());
            SweepProcess up = SweepProcess.run(folder, Map.of(), "up", "--workers", "0", "--http-port", port);

            assertRefused(up);
            assertThat(up.err()).contains(port);
        }
    }

    @Test
    void aFullDiskIsReportedBeforeAnythingIsWritten() throws IOException, InterruptedException {
        Path small = Files.createDirectory(folder.resolve("small"));
        List<String> onSmallDisk = List.of(
                "unshare",
                "-rm",
                "sh",
                "-c",
                "mount -t tmpfs -o size=20m tmpfs \"$0\" && exec \"$@\"",
                small.toString());
        Assumptions.assumeTrue(mounts(onSmallDisk), "a small disk cannot be mounted here (unshare -rm)");
        SweepProcess run =
                SweepProcess.start(onSmallDisk, folder, Map.of("SWEEP_HOME", small + "/home"), "run", noop());
        run.await();

        assertRefused(run);
        assertThat(run.err()).contains("is full").contains("SWEEP_HOME");
    }

    private static boolean mounts(List<String> wrapper) throws InterruptedException {
        List<String> command = new java.util.ArrayList<>(wrapper);
        command.add("true");
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    private static void assertRefused(SweepProcess run) throws IOException {
        assertThat(run.code()).as(run.err()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("sweep: ").doesNotContain("\tat ").doesNotContain("internal error");
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String noop() throws IOException {
        return Files.writeString(folder.resolve("noop.yaml"), Definitions.noop("noop", 2))
                .toString();
    }
}

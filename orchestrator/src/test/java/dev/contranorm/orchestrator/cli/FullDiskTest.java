package dev.contranorm.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real disk fills up while a sweep runs: an in-memory file system in a separate mount namespace. */
@Timeout(240)
class FullDiskTest {
    private static final long DISK_MEGABYTES = 900;
    private static final long LEFT_BYTES = 20L << 20;
    /** Enough trials that the disk is full before they end. */
    private static final int TRIALS = 12;

    /** Runs the command twice on the same disk, and removes the file that filled it in between. */
    private static final String TWICE =
            """
            mkdir -p home && mount -t tmpfs -o size=%dm none home || exit 99
            "$@" > first.txt
            echo "first ended with $?" >&2
            rm -f home/filler
            exec "$@"
            """
                    .formatted(DISK_MEGABYTES);

    @TempDir
    private Path folder;

    @Test
    void aFullDiskEndsTheRunWithOneMessageAndNoTrialIsLost() throws IOException, InterruptedException {
        Optional<String> namespace =
                Stream.of("-m", "-rm").filter(FullDiskTest::mayMount).findFirst();
        assumeTrue(namespace.isPresent(), "a small disk cannot be mounted here (unshare -m, unshare -rm)");
        String definition = Files.writeString(folder.resolve("full.yaml"), Definitions.blockModel("full", TRIALS, 600))
                .toString();
        try (SweepProcess run = SweepProcess.onTerminal(
                List.of("unshare", namespace.get(), "sh", "-c", TWICE, "sh"),
                folder,
                "run",
                definition,
                "--workers",
                "1",
                "-o",
                "json")) {
            run.awaitMessage(said -> said.contains("worker-1  epoch"));
            fill(run.inside(folder.resolve("home")));
            run.awaitMessage(said -> said.contains("first ended with"));

            String first = run.err();
            assertThat(first).contains("first ended with 1");
            assertThat(first.lines().filter(line -> line.contains("sweep: the disk of ")))
                    .singleElement()
                    .asString()
                    .contains("is full")
                    .contains("run the same command again")
                    .contains("finished trials are kept");
            assertThat(first).doesNotContain("\tat ");
            assertThat(folder.resolve("first.txt")).isEmptyFile();

            assertThat(run.await()).as(run.err()).isZero();
            assertThat(new ObjectMapper().readTree(run.out()).get(0).get("n").asInt())
                    .isEqualTo(TRIALS);
            assertThat(new ObjectMapper()
                            .readTree(run.out())
                            .get(0)
                            .get("failed")
                            .asInt())
                    .isZero();
        }
    }

    private static void fill(Path home) throws IOException {
        long free = home.toFile().getUsableSpace();
        try (RandomAccessFile filler =
                new RandomAccessFile(home.resolve("filler").toFile(), "rw")) {
            byte[] block = new byte[1 << 20];
            for (long written = 0; written < free - LEFT_BYTES; written += block.length) {
                filler.write(block);
            }
        }
    }

    private static boolean mayMount(String namespace) {
        try {
            return new ProcessBuilder("unshare", namespace, "mount", "-t", "tmpfs", "none", "/mnt")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

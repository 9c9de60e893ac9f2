package dev.contranorm.orchestrator.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.contranorm.orchestrator.cli.Captured;
import dev.contranorm.zoo.data.PublishedFile;
import dev.contranorm.zoo.data.graph.PlanetoidDataset;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFetchTest {
    @TempDir
    private Path data;

    private HttpServer server;
    private Path published;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/files/", exchange -> {
            Path file = published.resolve(
                    Path.of(exchange.getRequestURI().getPath()).getFileName().toString());
            if (!Files.exists(file)) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                byte[] bytes = Files.readAllBytes(file);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
            exchange.close();
        });
        server.start();
        published = Files.createDirectory(data.resolve("published"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void filesAreFetchedOnceAndCanBeRead() {
        String real = System.getenv("SWEEP_DATA");
        Assumptions.assumeTrue(
                real != null && Files.isDirectory(Path.of(real, "cora", "raw")),
                "SWEEP_DATA names no folder with cora");
        published = Path.of(real, "cora", "raw");

        Captured first = fetch();
        Captured second = fetch();

        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.err()).contains("cora: 8 files fetched, 0 already present");
        assertThat(second.err()).contains("cora: 0 files fetched, 8 already present");
        Captured check = Captured.of("data", "check", "cora", "--data", data.toString(), "-o", "csv");
        assertThat(check.out()).contains("2708");
    }

    @Test
    void aDamagedDownloadIsRefusedAndDeleted() throws IOException {
        PublishedFile first = PlanetoidDataset.CORA.files().get(0);
        Files.writeString(published.resolve(Path.of(first.path()).getFileName()), "not what was published");

        Captured run = fetch();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("is damaged").contains(first.checksum()).doesNotContain("\tat ");
        try (Stream<Path> kept = Files.list(data.resolve("cora/raw"))) {
            assertThat(kept).isEmpty();
        }
    }

    @Test
    void aFileMissingOnTheServerIsReportedWithAddressAndFolder() {
        Captured run = fetch();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("HTTP status 404")
                .contains(address())
                .contains(data.resolve("cora/raw").toString());
    }

    @Test
    void anUnreachableServerIsReportedWithAddressAndFolder() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }

        Captured run = Captured.of(
                "data",
                "fetch",
                "cora",
                "--data",
                data.toString(),
                "--mirror",
                "http://127.0.0.1:" + closed + "/files");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("http://127.0.0.1:" + closed + "/files/ind.cora.")
                .contains("cannot be reached")
                .contains(data.resolve("cora/raw").toString());
    }

    @Test
    void anArchiveWithoutAPublishedChecksumIsUnpackedAndItsSha256IsStored() throws Exception {
        zip("arxiv/raw/num-node-list.csv.gz", "arxiv/split/time/train.csv.gz", "other/readme.txt");

        Captured first = fetch("ogbn-arxiv");
        Captured second = fetch("ogbn-arxiv");

        assertThat(first.code()).as(first.err()).isZero();
        Path folder = data.resolve("ogbn_arxiv");
        assertThat(folder.resolve("raw/num-node-list.csv.gz")).exists();
        assertThat(folder.resolve("split/time/train.csv.gz")).exists();
        assertThat(folder.resolve("readme.txt")).doesNotExist();
        String note = Files.readString(folder.resolve("arxiv.zip.sha256"));
        assertThat(note).matches("[0-9a-f]{64}  arxiv.zip\n");
        assertThat(first.err()).contains("its authors publish no checksum").contains(note.substring(0, 64));
        assertThat(second.err()).contains("is already present and matches its stored SHA-256");
    }

    @Test
    void anInvalidArchiveOrOneWithFilesOutsideItsFolderIsRefused() throws Exception {
        Files.writeString(published.resolve("arxiv.zip"), "no archive");
        Captured none = fetch("ogbn-arxiv");
        zip("arxiv/../../../outside.txt");
        Captured outside = fetch("ogbn-arxiv");
        zip("somewhere/else.txt");
        Captured elsewhere = fetch("ogbn-arxiv");

        assertThat(none.code()).isEqualTo(1);
        assertThat(none.err()).contains("is not a complete zip archive").doesNotContain("\tat ");
        assertThat(outside.err()).contains("contains a path outside its own folder");
        assertThat(elsewhere.err()).contains("has no folder arxiv/");
        assertThat(data.resolve("ogbn_arxiv/arxiv.zip")).doesNotExist();
        assertThat(data.getParent().resolve("outside.txt")).doesNotExist();
    }

    private void zip(String... names) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(published.resolve("arxiv.zip")))) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }

    @Test
    void aGeneratedDatasetHasNothingToFetch() {
        Captured run = Captured.of("data", "fetch", "sbm", "--data", data.toString());

        assertThat(run.code()).isEqualTo(4);
        assertThat(run.err()).contains("nothing to fetch for 'sbm'");
    }

    private Captured fetch() {
        return fetch("cora");
    }

    private Captured fetch(String dataset) {
        return Captured.of("data", "fetch", dataset, "--data", data.toString(), "--mirror", address());
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/files";
    }
}

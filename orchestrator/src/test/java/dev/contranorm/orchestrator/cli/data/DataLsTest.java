package dev.contranorm.orchestrator.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.contranorm.orchestrator.cli.Captured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataLsTest {
    @TempDir
    private Path data;

    private static JsonNode row(Captured run, String dataset) throws IOException {
        return StreamSupport.stream(new ObjectMapper().readTree(run.out()).spliterator(), false)
                .filter(row -> row.get("dataset").asText().equals(dataset))
                .findFirst()
                .orElseThrow();
    }

    private Captured ls(String... more) {
        String[] start = {"data", "ls", "--data", data.toString(), "-o", "json"};
        return Captured.of(java.util.stream.Stream.of(start, more)
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new));
    }

    @Test
    void everyDatasetIsListedWithPublishedStatisticsAndThePresenceOfItsFiles() throws IOException {
        Path splits = Files.createDirectories(data.resolve("texas/splits"));
        Files.writeString(splits.resolve("texas_split_0.6_0.2_3.npz"), "");

        Captured run = ls();

        assertThat(run.code()).isZero();
        JsonNode squirrel = row(run, "squirrel-filtered");
        assertThat(squirrel.get("files").asText()).isEqualTo("fetch");
        assertThat(squirrel.get("nodes").asInt()).isEqualTo(2223);
        assertThat(squirrel.get("splits").asInt()).isEqualTo(10);
        assertThat(row(run, "texas").get("files").asText()).isEqualTo("1 of 12");
        assertThat(row(run, "ogbn-arxiv").get("files").asText()).isEqualTo("fetch");
        assertThat(row(run, "ogbn-arxiv").get("nodes").asInt()).isEqualTo(169_343);
        assertThat(row(run, "sbm").get("files").asText()).isEqualTo("-");
    }

    @Test
    void withReadPresentFilesAreReadAndTheirDigestIsPrinted() throws IOException {
        copy(cornell().resolve("cornell"), data.resolve("cornell"));

        Captured run = ls("--read");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(row(run, "cornell").get("nodes").asInt()).isEqualTo(183);
        assertThat(row(run, "cornell").get("digest").asText()).matches("[0-9a-f]{64}");
        assertThat(row(run, "texas").get("digest").isNull()).isTrue();
    }

    @Test
    void aDamagedDatasetIsReportedAndTheOthersAreListed() throws IOException {
        Path archive = Files.createDirectories(data.resolve("heterophilous")).resolve("questions.npz");
        Files.writeString(archive, "no archive");

        Captured run = ls("--read");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains(archive + " is damaged");
        assertThat(row(run, "questions").get("files").asText()).isEqualTo("damaged");
        assertThat(row(run, "cora").get("nodes").asInt()).isEqualTo(2708);
    }

    @Test
    void aCheckComparesTheFilesWithThePublishedDataset() throws IOException {
        Path real = cornell();
        assertThat(Captured.of("data", "check", "cornell", "--data", real.toString())
                        .code())
                .isZero();

        copy(real.resolve("cornell"), data.resolve("cornell"));
        Path edges = data.resolve("cornell/raw/out1_graph_edges.txt");
        Files.writeString(edges, "node_id\tnode_id\n0\t1\n");
        Captured run = Captured.of("data", "check", "cornell", "--data", data.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("edges is 2, published: 557")
                .contains("the SHA-256 of " + edges + " is not the published")
                .contains("cornell differs from the published dataset");
    }

    private static Path cornell() {
        String real = System.getenv("SWEEP_DATA");
        Assumptions.assumeTrue(
                real != null && Files.isDirectory(Path.of(real, "cornell", "raw")),
                "SWEEP_DATA names no folder with cornell");
        return Path.of(real);
    }

    private static void copy(Path from, Path to) throws IOException {
        for (String folder : new String[] {"raw", "splits"}) {
            Files.createDirectories(to.resolve(folder));
            try (var files = Files.list(from.resolve(folder))) {
                for (Path file : files.toList()) {
                    Files.write(to.resolve(folder).resolve(file.getFileName()), Files.readAllBytes(file));
                }
            }
        }
    }
}

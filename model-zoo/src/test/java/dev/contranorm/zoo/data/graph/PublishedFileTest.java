package dev.contranorm.zoo.data.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contranorm.zoo.data.NoopDataset;
import dev.contranorm.zoo.data.PublishedFile;
import dev.contranorm.zoo.data.PublishedFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedFileTest {
    @Test
    void coraNamesItsEightFilesWithAddressAndChecksum() {
        assertThat(PlanetoidDataset.CORA.files())
                .hasSize(PlanetoidFiles.PARTS.size())
                .allSatisfy(file -> {
                    assertThat(file.path()).startsWith("cora/raw/ind.cora.");
                    assertThat(file.address().toString()).startsWith(PlanetoidFiles.ADDRESS + "ind.cora.");
                });
    }

    @Test
    void everyGraphThatIsReadFromFilesAndHasChecksumsOnRecordNamesThem() {
        assertThat(PlanetoidDataset.PUBMED.files()).hasSize(8);
        assertThat(GeomGcnDataset.CORNELL.files()).hasSize(12);
        assertThat(GeomGcnDataset.FILM.files()).hasSize(12);
        assertThat(GeomGcnDataset.CHAMELEON.files())
                .map(PublishedFile::path)
                .containsExactly("heterophilous/chameleon_directed.npz");
        assertThat(HeterophilousDataset.CHAMELEON_FILTERED.files())
                .map(PublishedFile::path)
                .containsExactly("heterophilous/chameleon_filtered.npz");
        assertThat(HeterophilousDataset.QUESTIONS.files()).hasSize(1);
    }

    @Test
    void theRealFilesHaveTheChecksumsOnRecord() throws IOException {
        Path data = GraphFiles.data();
        int checked = 0;
        for (PublishedFile file : PublishedFiles.under("")) {
            if (Files.exists(data.resolve(file.path()))) {
                assertThat(file.checksumOf(data.resolve(file.path())))
                        .as(file.path())
                        .isEqualTo(file.checksum());
                checked++;
            }
        }
        assertThat(checked).isPositive();
    }

    @Test
    void aChecksumIsASha256OrTheBlobIdThatGitGives(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("greeting"), "hello\n");
        URI address = URI.create("https://example.org/greeting");
        // echo hello | sha256sum; echo hello | git hash-object --stdin
        String sha256 = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";
        String blob = "ce013625030ba8dba906f756967f9e9ca394464a";

        assertThat(new PublishedFile("greeting", address, sha256).checksumOf(file))
                .isEqualTo(sha256);
        assertThat(new PublishedFile("greeting", address, blob).checksumOf(file))
                .isEqualTo(blob);
    }

    @Test
    void aGeneratedDatasetOffersNoFiles() {
        assertThat(new BlockModelDataset().files()).isEmpty();
        assertThat(new NoopDataset().files()).isEmpty();
    }

    @Test
    void aChecksumThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new PublishedFile("cora/raw/x", URI.create("https://example.org/x"), "12"))
                .hasMessage("cora/raw/x: '12' is not a SHA-256 or a Git blob id; write 64 or 40 hexadecimal digits");
    }
}

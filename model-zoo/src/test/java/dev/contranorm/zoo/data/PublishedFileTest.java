package dev.contranorm.zoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;

class PublishedFileTest {
    @Test
    void coraNamesItsEightFilesWithAddressAndChecksum() {
        assertThat(new PlanetoidDataset.Cora().files())
                .hasSize(PlanetoidFiles.PARTS.size())
                .allSatisfy(file -> {
                    assertThat(file.path()).startsWith("cora/raw/ind.cora.");
                    assertThat(file.address().toString()).startsWith(PlanetoidFiles.ADDRESS + "ind.cora.");
                });
    }

    @Test
    void aDatasetWithoutChecksumsOnRecordOffersNoFiles() {
        assertThat(new PlanetoidDataset.PubMed().files()).isEmpty();
        assertThat(new NoopDataset().files()).isEmpty();
    }

    @Test
    void aChecksumThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new PublishedFile("cora/raw/x", URI.create("https://example.org/x"), "12"))
                .hasMessage("cora/raw/x: '12' is no SHA-256");
    }
}

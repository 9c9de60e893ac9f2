package dev.contranorm.zoo.data.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.golden.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged files of Cora; {@link DataFactsTest} checks intact ones. */
class PlanetoidTest {
    @TempDir
    Path copy;

    @BeforeEach
    void needsData() {
        assumeTrue(Golden.dataFolder().isPresent(), "SWEEP_DATA is not set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tx", "allx", "y", "ty", "ally", "graph", "test.index"})
    void aTruncatedFileIsNamed(String part) throws Exception {
        copyCora();
        Path file = file(part);
        byte[] whole = Files.readAllBytes(file);
        TreeSet<Integer> lengths = new TreeSet<>();
        for (int k = 0; k < 12; k++) {
            lengths.add(k);
            lengths.add((int) ((long) whole.length * k / 12));
            // The last byte of the text file is a line break, which is not needed.
            lengths.add(whole.length - 2 - k);
        }
        for (int length : lengths) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> GraphFiles.load("cora", copy))
                    .as("%s cut to %d of %d bytes", part, length, whole.length)
                    .isInstanceOf(DatasetException.class)
                    .hasMessageContaining(file.getParent().toString())
                    .extracting(thrown -> ((DatasetException) thrown).kind())
                    .isEqualTo(DatasetException.Kind.DAMAGED);
        }
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> GraphFiles.load("cora", copy)).hasMessageContaining(file.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"allx", "ally", "graph", "test.index"})
    void garbageInAFileAlwaysGivesADatasetException(String part) throws Exception {
        copyCora();
        Path file = file(part);
        byte[] whole = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(5);
        List<String> wrong = new ArrayList<>();
        for (int round = 0; round < 40; round++) {
            byte[] bytes = whole.clone();
            for (int k = 0; k < 1 + round; k++) {
                // The head contains the structure; damage there has the largest effect.
                bytes[random.nextInt(round % 2 == 0 ? Math.min(400, bytes.length) : bytes.length)] =
                        (byte) random.nextInt();
            }
            Files.write(file, bytes);
            Throwable thrown = catchThrowable(() -> GraphFiles.load("cora", copy));
            if (thrown != null && !(thrown instanceof DatasetException)) {
                wrong.add("round " + round + ": " + thrown);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aMissingFileIsNamedWithItsFolderAndItsPublicAddress() throws Exception {
        copyCora();
        Files.delete(file("graph"));

        assertThatThrownBy(() -> GraphFiles.load("cora", copy))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("ind.cora.graph")
                .hasMessageContaining(copy.resolve("cora").resolve("raw").toString())
                .hasMessageContaining("https://github.com/kimiyoung/planetoid")
                .extracting(thrown -> ((DatasetException) thrown).kind())
                .isEqualTo(DatasetException.Kind.MISSING);
    }

    private Path file(String part) {
        return copy.resolve("cora").resolve("raw").resolve("ind.cora." + part);
    }

    private void copyCora() throws IOException {
        Path from = Golden.dataFolder().orElseThrow().resolve("cora").resolve("raw");
        Files.createDirectories(copy.resolve("cora").resolve("raw"));
        for (String part : PlanetoidFiles.PARTS) {
            Files.copy(from.resolve("ind.cora." + part), file(part));
            file(part).toFile().setWritable(true);
        }
    }
}

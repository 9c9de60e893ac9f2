package dev.contranorm.zoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.contranorm.zoo.backbone.graph.GraphInput;
import dev.contranorm.zoo.golden.Golden;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.Protocol;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chameleon and Squirrel, whole and damaged. */
class HeterophilousTest {
    @TempDir
    Path copy;

    private static GraphDataset load(GraphSource source, long split, Path folder) throws DatasetException {
        Map<String, Object> values = Map.of(
                "dataset", source.entry().name(), "backbone", "deep-gcn", "norm", "none", "dataset.split", split);
        return source.load(Catalogue.load().resolve(values, Protocol.CLEAN, 0), Optional.of(folder));
    }

    private static Path data() {
        assumeTrue(Golden.dataFolder().isPresent(), "SWEEP_DATA names no data folder");
        return Golden.dataFolder().orElseThrow();
    }

    @Test
    void chameleonAndSquirrelAreThePublishedGraphs() throws Exception {
        for (GraphSource source :
                new GraphSource[] {new HeterophilousDataset.Chameleon(), new HeterophilousDataset.Squirrel()}) {
            JsonNode facts = Golden.json("data_facts.json").get(source.entry().name());
            GraphDataset graph = load(source, 0, data());
            NodeSplit split = graph.splits().get(0);

            assertThat(graph.nodes()).isEqualTo(facts.get("n").asInt());
            assertThat(graph.features().columns()).isEqualTo(facts.get("f").asInt());
            assertThat(graph.classes()).isEqualTo(facts.get("classes").asInt());
            CsrMatrix looped = GraphPreprocessing.addSelfLoops(graph.adjacency());
            assertThat(looped.nonZeros())
                    .isEqualTo(facts.get("adj_nnz_after_symmetrise_plus_eye").asInt());
            int twos = 0;
            for (float value : looped.value()) {
                twos += value == 2 ? 1 : 0;
            }
            assertThat(twos).isEqualTo(facts.get("self_loop_diag2").asInt());
            assertThat(NodeSplit.count(split.train()))
                    .isEqualTo(facts.at("/split0/train").asInt());
            assertThat(NodeSplit.count(split.validation()))
                    .isEqualTo(facts.at("/split0/val").asInt());
            assertThat(NodeSplit.count(split.test()))
                    .isEqualTo(facts.at("/split0/test_split").asInt());
            assertThat(NodeSplit.count(split.testingTheRest().test()))
                    .isEqualTo(facts.at("/split0/test_reference").asInt());
            assertThat(GraphInput.of(graph).nodes()).isEqualTo(graph.nodes());
        }
    }

    @Test
    void theFilteredGraphsHaveTenDifferentSplits() throws Exception {
        GraphSource source = new HeterophilousDataset.ChameleonFiltered();
        Path folder = data();
        assertThat(load(source, 0, folder).nodes()).isEqualTo(890);
        assertThat(load(source, 9, folder).digest())
                .isNotEqualTo(load(source, 0, folder).digest());
        assertThat(load(new HeterophilousDataset.SquirrelFiltered(), 0, folder).nodes())
                .isEqualTo(2223);
    }

    @Test
    void aTruncatedArchiveIsNamedAndAMissingOneSaysWhereToGetIt() throws Exception {
        byte[] whole = Files.readAllBytes(data().resolve("heterophilous").resolve("chameleon_filtered.npz"));
        Path file = copy.resolve("heterophilous").resolve("chameleon_filtered.npz");
        GraphSource source = new HeterophilousDataset.ChameleonFiltered();
        assertThatThrownBy(() -> load(source, 0, copy))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("chameleon_filtered.npz")
                .hasMessageContaining("https://");

        Files.createDirectories(file.getParent());
        for (int part = 0; part < 20; part++) {
            Files.write(file, Arrays.copyOf(whole, whole.length * part / 20));
            assertThatThrownBy(() -> load(source, 0, copy))
                    .isInstanceOf(DatasetException.class)
                    .hasMessageContaining(file.toString());
        }
    }
}

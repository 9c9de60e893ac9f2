package dev.contranorm.zoo.data.graphset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MotifDatasetTest {
    private static TrialSpec spec(Object... changes) {
        Map<String, Object> values = new HashMap<>(Map.of("dataset", "motifs", "backbone", "gin", "norm", "none"));
        for (int k = 0; k < changes.length; k += 2) {
            values.put((String) changes[k], changes[k + 1]);
        }
        return Catalogue.load().resolve(values, Protocol.PAPER, 0);
    }

    private static GraphSet load(Object... changes) {
        return new MotifDataset().load(spec(changes), Optional.empty());
    }

    @Test
    void theSameSeedGivesTheSameGraphs() {
        assertThat(load().digest()).isEqualTo(load().digest()).hasSize(64);
        assertThat(load("dataset.seed", 1L).digest()).isNotEqualTo(load().digest());
    }

    @Test
    void aGraphIsATreeWithAMotif() {
        GraphSet set = load("dataset.noise", 0.0, "dataset.nodes", 12L, "dataset.classes", 2L);

        int[] motifEdges = {6, 5};
        for (int graph = 0; graph < set.graphs(); graph++) {
            int nodes = set.start()[graph + 1] - set.start()[graph];
            int entries = set.adjacency().rowStart()[set.start()[graph + 1]]
                    - set.adjacency().rowStart()[set.start()[graph]];
            int tree = nodes - 5;
            assertThat(tree).isBetween(6, 18);
            assertThat(entries / 2).isEqualTo(tree - 1 + motifEdges[set.labels()[graph]] + 1);
        }
    }

    @Test
    void aBatchIsItsGraphsAlongTheDiagonal() {
        GraphSet set = load();
        GraphBatch batch = GraphBatch.of(set, 7, 2);
        GraphBatch seventh = GraphBatch.of(set, 7);
        GraphBatch second = GraphBatch.of(set, 2);

        int n = batch.nodes();
        int cut = seventh.nodes();
        assertThat(batch.labels()).containsExactly(set.labels()[7], set.labels()[2]);
        assertThat(batch.graphOfNode()[cut - 1]).isZero();
        assertThat(batch.graphOfNode()[cut]).isEqualTo(1);
        assertThat(n).isEqualTo(cut + second.nodes());
        float[] whole = batch.adjacency().toDense();
        float[] upper = seventh.adjacency().toDense();
        float[] lower = second.adjacency().toDense();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                boolean apart = i < cut != j < cut;
                float expected = apart ? 0 : i < cut ? upper[i * cut + j] : lower[(i - cut) * second.nodes() + j - cut];
                assertThat(whole[i * n + j]).isEqualTo(expected);
            }
        }
        int width = batch.width();
        assertThat(Arrays.copyOfRange(batch.features(), cut * width, n * width)).isEqualTo(second.features());
    }

    @Test
    void inspectionReturnsCountsAndDigest() throws Exception {
        assertThat(new MotifDataset().inspect(spec(), Optional.empty()))
                .containsEntry("graphs", 300L)
                .containsEntry("classes", 3L)
                .containsEntry("features", 16L)
                .containsEntry("splits", 10L)
                .containsKey("digest");
    }
}

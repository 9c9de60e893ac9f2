package dev.contranorm.zoo.data.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.Protocol;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BlockModelTest {
    private static GraphDataset load(long trialSeed, Object... changes) throws DatasetException {
        Map<String, Object> values =
                new HashMap<>(Map.of("dataset", "sbm", "backbone", "deep-gcn", "norm", "none", "dataset.nodes", 2000L));
        for (int k = 0; k < changes.length; k += 2) {
            values.put((String) changes[k], changes[k + 1]);
        }
        return new BlockModelDataset()
                .load(Catalogue.load().resolve(values, Protocol.PAPER, trialSeed), Optional.empty());
    }

    @Test
    void theGraphHasTheFactsThatItsParametersAskFor() throws Exception {
        GraphDataset graph =
                load(0, "dataset.classes", 4L, "dataset.degree", 10.0, "dataset.homophily", 0.7, "dataset.signal", 2.0);

        CsrMatrix adjacency = graph.adjacency();
        assertThat(graph.nodes()).isEqualTo(2000);
        assertThat(adjacency.nonZeros() / 2000.0).isCloseTo(10, within(0.01));
        int same = 0;
        int[] row = adjacency.rowOfEntry();
        for (int k = 0; k < row.length; k++) {
            assertThat(row[k]).as("no self-loop").isNotEqualTo(adjacency.column()[k]);
            same += graph.labels()[row[k]] == graph.labels()[adjacency.column()[k]] ? 1 : 0;
        }
        assertThat((double) same / row.length).isCloseTo(0.7, within(0.02));
        assertThat(adjacency.transpose()).usingRecursiveComparison().isEqualTo(adjacency);
        int[] members = new int[4];
        for (int label : graph.labels()) {
            members[label]++;
        }
        assertThat(members).containsOnly(500);
    }

    @Test
    void classMeansHaveTheNormOfTheSignalOverUnitNoise() throws Exception {
        GraphDataset graph = load(0, "dataset.signal", 2.0, "dataset.features", 32L, "dataset.nodes", 20_000L);
        float[] x = graph.features().toDense();
        double[][] mean = new double[5][32];
        double squares = 0;
        for (int node = 0; node < graph.nodes(); node++) {
            for (int f = 0; f < 32; f++) {
                mean[graph.labels()[node]][f] += x[node * 32 + f] / 4000;
                squares += (double) x[node * 32 + f] * x[node * 32 + f];
            }
        }
        for (double[] each : mean) {
            double square = 0;
            for (double value : each) {
                square += value * value;
            }
            // 32 means over 4,000 draws of unit noise add 32 / 4,000 to the square.
            assertThat(Math.sqrt(square)).isCloseTo(2.0, within(0.06));
        }
        assertThat(squares / graph.nodes()).isCloseTo(32 + 4, within(0.3));
    }

    @Test
    void theSplitHasTheSharesAskedForAndCoversEveryNodeOnce() throws Exception {
        NodeSplit split = load(0, "dataset.trainFraction", 0.1, "dataset.validationFraction", 0.3)
                .splits()
                .get(0);

        assertThat(NodeSplit.count(split.train())).isEqualTo(200);
        assertThat(NodeSplit.count(split.validation())).isEqualTo(600);
        assertThat(NodeSplit.count(split.test())).isEqualTo(1200);
    }

    @Test
    void theDatasetSeedDecidesTheGraphAndTheTrialSeedDoesNot() throws Exception {
        String digest = load(0).digest();

        assertThat(load(5).digest()).isEqualTo(digest);
        assertThat(load(0, "dataset.seed", 1L).digest()).isNotEqualTo(digest);
    }

    @Test
    void aSplitThatLeavesNothingToTestIsRefusedByItsKeys() {
        assertThatThrownBy(() -> load(0, "dataset.trainFraction", 0.5, "dataset.validationFraction", 0.5))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("dataset.trainFraction");
    }
}

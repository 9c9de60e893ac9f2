package dev.contranorm.zoo.backbone.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.contranorm.zoo.tensor.Fetched;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import dev.contranorm.zoo.train.Trials;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.types.TInt64;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AlbertTest {
    /** Like {@code int(i / (num_hidden_layers / num_hidden_groups))} in Hugging Face's {@code AlbertTransformer}. */
    @ParameterizedTest
    @CsvSource({"4, 1, 0000", "4, 2, 0011", "5, 2, 00011", "7, 3, 0001122", "3, 3, 012"})
    void layersOfAGroupFollowOneAnother(long depth, long groups, String expected) {
        TrialSpec spec = spec(depth, groups);
        assertThat(IntStream.range(0, (int) depth)
                        .mapToObj(layer -> Albert.names(spec, layer).query())
                        .map(name -> name.replaceFirst(".*groups\\.(\\d+)\\.albert_layers\\.0\\.attention.*", "$1"))
                        .collect(Collectors.joining()))
                .isEqualTo(expected);
    }

    @Test
    void groupsOfTheSameWeightsAreOneGroupAndOthersAreNot() {
        Map<String, float[]> one = weights(spec(4, 1));
        float[] expected = logits(spec(4, 1), one);
        Map<String, float[]> two = weights(spec(4, 2));
        assertThat(two).hasSize(one.size() + 16).containsKeys(query(0), query(1));

        two.replaceAll((name, own) -> one.get(name.replace("groups.1", "groups.0")));
        assertThat(logits(spec(4, 2), two)).containsExactly(expected);

        two.computeIfPresent(query(1), (name, value) -> new float[value.length]);
        assertThat(logits(spec(4, 2), two)[0]).isNotCloseTo(expected[0], within(1e-4f));
    }

    @Test
    void moreGroupsThanLayersAreRefused() {
        assertThatThrownBy(() -> spec(2, 3))
                .hasMessageContaining("layerGroups")
                .hasMessageContaining("3 groups exceed depth: 2");
    }

    private static String query(int group) {
        return "albert.encoder.albert_layer_groups." + group + ".albert_layers.0.attention.query.weight";
    }

    private static TrialSpec spec(long depth, long groups) {
        return Trials.of(
                Protocol.PAPER,
                0,
                "dataset",
                "cola",
                "backbone",
                "albert-small",
                "norm",
                "none",
                "depth",
                depth,
                "layerGroups",
                groups,
                "hidden",
                16L,
                "heads",
                2L,
                "initial.deviation",
                0.5);
    }

    private static Map<String, float[]> weights(TrialSpec spec) {
        return new TreeMap<>(run(spec, UnaryOperator.identity()).weights());
    }

    private static float[] logits(TrialSpec spec, Map<String, float[]> weights) {
        return run(spec, own -> weights).logits();
    }

    private record Run(Map<String, float[]> weights, float[] logits) {}

    private static Run run(TrialSpec spec, UnaryOperator<Map<String, float[]>> weights) {
        try (TrainGraph graph = new TrainGraph(3);
                TInt64 counter = TInt64.scalarOf(0)) {
            var ops = graph.ops();
            TextInput input = new TextInput(
                    ops.constant(new int[][] {{2, 4, 5, 3}}),
                    ops.constant(new int[][] {{1, 1, 1, 1}}),
                    ops.constant(new int[][] {{0, 0, 1, 1}}),
                    6,
                    2);
            var logits = Albert.SMALL
                    .prepare(spec, input, Optional.empty(), graph)
                    .build(Pass.evaluation(graph))
                    .logits();
            try (TrainSession session = new TrainSession(graph, 1)) {
                session.assign(weights.apply(session.values()));
                return new Run(
                        session.values(),
                        Fetched.values(session.runner(0, counter), List.of(logits))
                                .get(0));
            }
        }
    }
}

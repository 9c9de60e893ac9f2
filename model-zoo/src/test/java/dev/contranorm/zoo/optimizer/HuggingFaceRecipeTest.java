package dev.contranorm.zoo.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.contranorm.zoo.tensor.Initialiser;
import dev.contranorm.zoo.tensor.Parameter;
import dev.contranorm.zoo.tensor.TrainGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt64;

/** The parts of the published GLUE script that come from Hugging Face. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HuggingFaceRecipeTest {
    /** {@code get_linear_schedule_with_warmup}: step / warmup, then (total − step) / (total − warmup), never below 0. */
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0.25", "3, 0.75", "4, 1", "5, 0.9", "13, 0.1", "14, 0", "20, 0"})
    void theRateRisesAndFallsInStraightLines(long step, double factor) {
        assertThat(rate(RateSchedule.linearDecay(2e-5, 4, 14), step)).isCloseTo(2e-5 * factor, within(1e-18));
    }

    @Test
    void withoutWarmUpTheFirstStepHasTheWholeRate() {
        assertThat(rate(RateSchedule.linearDecay(2e-5, 0, 10), 0)).isEqualTo(2e-5);
        assertThat(rate(RateSchedule.linearDecay(2e-5, 0, 10), 9)).isCloseTo(2e-6, within(1e-18));
    }

    private static double rate(RateSchedule schedule, long step) {
        try (TrainGraph graph = new TrainGraph(0)) {
            Operand<TFloat64> rate = schedule.rate(graph.ops(), graph.step());
            try (Session session = new Session(graph.graph());
                    TInt64 fed = TInt64.scalarOf(step);
                    var result =
                            session.runner().feed(graph.step(), fed).fetch(rate).run()) {
                return ((TFloat64) result.get(0)).getDouble();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bert.encoder.layer.0.output.dense.weight, true",
        "bert.encoder.layer.0.output.dense.bias, false",
        "bert.embeddings.LayerNorm.weight, false",
        "bert.embeddings.LayerNorm.bias, false",
        "albert.encoder.albert_layer_groups.0.albert_layers.0.attention.LayerNorm.weight, false",
        "albert.encoder.albert_layer_groups.0.albert_layers.0.full_layer_layer_norm.weight, true"
    })
    void biasesAndLayerNormsAreNotDecayedButForTheOneThatIsNamedOtherwise(String name, boolean decays) {
        try (TrainGraph graph = new TrainGraph(0)) {
            Parameter parameter = graph.parameter(name, Initialiser.constant(0), 2);
            assertThat(DecayRule.huggingFace().decays(parameter)).isEqualTo(decays);
        }
    }
}

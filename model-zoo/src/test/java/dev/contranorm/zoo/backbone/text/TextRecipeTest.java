package dev.contranorm.zoo.backbone.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A trial without further parameters uses the recipe of the published script. */
class TextRecipeTest {
    @ParameterizedTest
    @ValueSource(strings = {"bert-base", "albert-base", "electra-base"})
    void defaultsAreThoseOfThePublishedScript(String backbone) {
        TrialSpec spec = Catalogue.load()
                .resolve(Map.of("dataset", "rte", "backbone", backbone, "norm", "contra-norm"), Protocol.PAPER, 2021);
        assertThat(spec.integer("batch")).isEqualTo(32);
        assertThat(spec.integer("epochs")).isEqualTo(5);
        assertThat(spec.integer("length")).isEqualTo(128);
        assertThat(spec.number("optimizer.learningRate")).isEqualTo(2e-5);
        assertThat(spec.integer("optimizer.warmup")).isZero();
        assertThat(spec.number("optimizer.weightDecay")).isZero();
        assertThat(spec.number("optimizer.clipNorm"))
                .as("the script does not clip")
                .isZero();
        assertThat(spec.integer("optimizer.accumulation")).isEqualTo(1);
        assertThat(spec.text("norm.position")).isEqualTo("attention-residual");
        assertThat(spec.text("norm.variant")).isEqualTo("published");
        assertThat(spec.flag("norm.maskPadding")).isFalse();
        assertThat(spec.integer("depth")).isEqualTo(12);
        assertThat(spec.integer("hidden")).isEqualTo(768);
    }
}

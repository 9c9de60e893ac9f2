package dev.contranorm.zoo.backbone.text;

import static dev.contranorm.zoo.backbone.text.TextPosition.ATTENTION_OUTPUT;
import static dev.contranorm.zoo.backbone.text.TextPosition.ATTENTION_RESIDUAL;
import static dev.contranorm.zoo.backbone.text.TextPosition.FEED_FORWARD_RESIDUAL;
import static dev.contranorm.zoo.backbone.text.TextPosition.LAYER_INPUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.InvalidTrialException;
import dev.contranorm.zoo.trial.Protocol;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextNumberingTest {
    @Test
    void numbersAreThoseOfEachBackbone() {
        assertThat(TextNumbering.BERT.parse("17")).containsExactly(LAYER_INPUT, ATTENTION_RESIDUAL);
        assertThat(TextNumbering.ALBERT.parse("4")).containsExactly(ATTENTION_RESIDUAL);
        assertThat(TextNumbering.ALBERT.parse("7")).containsExactly(FEED_FORWARD_RESIDUAL);
        assertThat(TextNumbering.ELECTRA.parse("6")).containsExactly(FEED_FORWARD_RESIDUAL);
        assertThat(TextNumbering.ELECTRA.parse("34"))
                .as("the published code uses the first")
                .containsExactly(ATTENTION_OUTPUT);
    }

    @Test
    void namesOfPositionsAreTheSameForAllBackbones() {
        for (TextNumbering numbering : TextNumbering.values()) {
            assertThat(numbering.parse("attention-residual + layer-input"))
                    .containsExactly(LAYER_INPUT, ATTENTION_RESIDUAL);
        }
    }

    @Test
    void anUnknownPositionIsAProblemOfItsKey() {
        assertThatThrownBy(() -> TextNumbering.ELECTRA.parse("7"))
                .isInstanceOf(InvalidTrialException.class)
                .hasMessageContaining("norm.position")
                .hasMessageContaining("use 1 to 6");
        assertThatThrownBy(() -> TextNumbering.BERT.parse("in-the-middle")).hasMessageContaining("in-the-middle");
        assertThatThrownBy(() -> TextNumbering.BERT.parse("attention-residual+"))
                .hasMessageContaining("'' is not a position");
        assertThatThrownBy(() -> TextNumbering.BERT.parse("77")).hasMessageContaining("repeats position 7");
    }

    @ParameterizedTest
    @CsvSource({
        "electra-small, 17, use 1 to 6",
        "albert-small, 9, use 1 to 8",
        "bert-small, attention-residul, did you mean 'attention-residual'?",
        "bert-small, layer-input+, known: attention-context"
    })
    void theCatalogueKnowsEachBackbonesPositions(String backbone, String position, String suggestion) {
        Map<String, Object> trial =
                Map.of("dataset", "cola", "backbone", backbone, "norm", "contra-norm", "norm.position", position);
        assertThatThrownBy(() -> Catalogue.load().resolve(trial, Protocol.PAPER, 0))
                .isInstanceOf(InvalidTrialException.class)
                .hasMessageContaining("norm.position")
                .hasMessageContaining(suggestion);
    }

    @Test
    void theCatalogueAcceptsSeveralPositionsAndKeepsThemOffWhereNoNormStands() {
        Map<String, Object> trial = new HashMap<>(
                Map.of("dataset", "cola", "backbone", "bert-small", "norm", "contra-norm", "norm.position", "17"));
        assertThat(Catalogue.load().resolve(trial, Protocol.PAPER, 0).text("norm.position"))
                .isEqualTo("17");
        trial.remove("norm.position");
        assertThat(Catalogue.load().resolve(trial, Protocol.PAPER, 0).text("norm.position"))
                .isEqualTo("attention-residual");
        trial.put("norm", "none");
        assertThat(Catalogue.load().resolve(trial, Protocol.PAPER, 0).parameters())
                .doesNotContainKey("norm.position");
    }
}

package dev.contranorm.zoo.backbone.text;

import static dev.contranorm.zoo.backbone.text.TextPosition.ATTENTION_OUTPUT;
import static dev.contranorm.zoo.backbone.text.TextPosition.ATTENTION_RESIDUAL;
import static dev.contranorm.zoo.backbone.text.TextPosition.FEED_FORWARD_RESIDUAL;
import static dev.contranorm.zoo.backbone.text.TextPosition.LAYER_INPUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contranorm.zoo.trial.InvalidTrialException;
import org.junit.jupiter.api.Test;

class TextNumberingTest {
    @Test
    void numbersAreThoseOfEachBackbone() {
        assertThat(TextNumbering.BERT.parse("17")).containsExactly(LAYER_INPUT, ATTENTION_RESIDUAL);
        assertThat(TextNumbering.ALBERT.parse("4")).containsExactly(ATTENTION_RESIDUAL);
        assertThat(TextNumbering.ALBERT.parse("7")).containsExactly(FEED_FORWARD_RESIDUAL);
        assertThat(TextNumbering.ELECTRA.parse("6")).containsExactly(FEED_FORWARD_RESIDUAL);
        assertThat(TextNumbering.ELECTRA.parse("34"))
                .as("the published code takes the first")
                .containsExactly(ATTENTION_OUTPUT);
    }

    @Test
    void namesAreTheSameForAll() {
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
    }
}

package dev.contranorm.zoo.backbone.text;

import static dev.contranorm.zoo.backbone.text.TextPosition.ATTENTION_CONTEXT;
import static dev.contranorm.zoo.backbone.text.TextPosition.ATTENTION_NORMALISED;
import static dev.contranorm.zoo.backbone.text.TextPosition.ATTENTION_OUTPUT;
import static dev.contranorm.zoo.backbone.text.TextPosition.ATTENTION_RESIDUAL;
import static dev.contranorm.zoo.backbone.text.TextPosition.FEED_FORWARD_OUTPUT;
import static dev.contranorm.zoo.backbone.text.TextPosition.FEED_FORWARD_RESIDUAL;
import static dev.contranorm.zoo.backbone.text.TextPosition.LAYER_INPUT;
import static dev.contranorm.zoo.backbone.text.TextPosition.LAYER_OUTPUT;

import dev.contranorm.zoo.trial.InvalidTrialException;
import dev.contranorm.zoo.trial.Problem;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** How the published code of a backbone numbers the positions, from 1. */
enum TextNumbering {
    BERT(
            LAYER_INPUT,
            ATTENTION_CONTEXT,
            ATTENTION_OUTPUT,
            ATTENTION_NORMALISED,
            FEED_FORWARD_OUTPUT,
            LAYER_OUTPUT,
            ATTENTION_RESIDUAL,
            FEED_FORWARD_RESIDUAL),
    ALBERT(
            LAYER_INPUT,
            ATTENTION_CONTEXT,
            ATTENTION_OUTPUT,
            ATTENTION_RESIDUAL,
            ATTENTION_NORMALISED,
            FEED_FORWARD_OUTPUT,
            FEED_FORWARD_RESIDUAL,
            LAYER_OUTPUT),
    /** Six positions only; where 3 and 4, or 5 and 6, are asked for together the published code takes the first. */
    ELECTRA(
            LAYER_INPUT,
            ATTENTION_CONTEXT,
            ATTENTION_OUTPUT,
            ATTENTION_RESIDUAL,
            FEED_FORWARD_OUTPUT,
            FEED_FORWARD_RESIDUAL);

    private static final String KEY = "norm.position";

    private final List<TextPosition> numbered;

    TextNumbering(TextPosition... numbered) {
        this.numbered = List.of(numbered);
    }

    /**
     * @param text digits, one a position ({@code 17} = 1 and 7), or names joined by {@code +}
     * @throws InvalidTrialException when a number or name is unknown
     */
    Set<TextPosition> parse(String text) {
        Set<TextPosition> positions = EnumSet.noneOf(TextPosition.class);
        if (text.matches("[0-9]+")) {
            text.chars().forEach(digit -> positions.add(numbered(digit - '0')));
        } else {
            for (String name : text.split("\\+")) {
                positions.add(TextPosition.of(name.strip()).orElseThrow(() -> unknown(name)));
            }
        }
        if (this == ELECTRA && text.matches("[0-9]+")) {
            exclude(positions, ATTENTION_OUTPUT, ATTENTION_RESIDUAL);
            exclude(positions, FEED_FORWARD_OUTPUT, FEED_FORWARD_RESIDUAL);
        }
        return positions;
    }

    private static void exclude(Set<TextPosition> positions, TextPosition kept, TextPosition dropped) {
        if (positions.contains(kept)) {
            positions.remove(dropped);
        }
    }

    private TextPosition numbered(int number) {
        if (number < 1 || number > numbered.size()) {
            throw unknown(String.valueOf(number));
        }
        return numbered.get(number - 1);
    }

    private InvalidTrialException unknown(String name) {
        String names =
                Arrays.stream(TextPosition.values()).map(TextPosition::label).collect(Collectors.joining(", "));
        return new InvalidTrialException(List.of(new Problem(
                KEY,
                "'" + name + "' is no position of this backbone",
                "use 1 to " + numbered.size() + ", or names joined by +: " + names)));
    }
}

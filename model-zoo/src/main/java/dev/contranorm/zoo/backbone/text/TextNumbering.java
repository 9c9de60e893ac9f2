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
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.Problem;
import dev.contranorm.zoo.trial.Suggestion;
import dev.contranorm.zoo.trial.TextRule;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How the published code of a backbone numbers the norm positions, from 1. */
enum TextNumbering implements TextRule {
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
    /** Six positions only; if 3 and 4, or 5 and 6, are given together, the published code uses the first. */
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

    /** The {@code norm.position} parameter of a backbone with this numbering. */
    ParameterSpec parameter() {
        return ParameterSpec.text(
                KEY,
                ATTENTION_RESIDUAL.label(),
                this,
                "Position in each layer: digits from 1 to " + numbered.size()
                        + " (7, or 17 for 1 and 7) or names joined by +.");
    }

    @Override
    public Optional<Problem> check(String key, String text) {
        try {
            parse(text);
            return Optional.empty();
        } catch (InvalidTrialException unknown) {
            Problem problem = unknown.problems().get(0);
            return Optional.of(new Problem(key, problem.message(), problem.suggestion()));
        }
    }

    /**
     * @param text digits, one per position ({@code 17} = 1 and 7), or names joined by {@code +}
     * @throws InvalidTrialException if a number or name is unknown or repeated
     */
    Set<TextPosition> parse(String text) {
        Set<TextPosition> positions = EnumSet.noneOf(TextPosition.class);
        boolean digits = text.matches("[0-9]+");
        for (String part : digits ? text.split("") : text.split("\\+", -1)) {
            if (!positions.add(digits ? numbered(part) : named(part.strip()))) {
                throw problem("'" + text + "' repeats position " + part.strip(), "name each position once");
            }
        }
        if (this == ELECTRA && digits) {
            exclude(positions, ATTENTION_OUTPUT, ATTENTION_RESIDUAL);
            exclude(positions, FEED_FORWARD_OUTPUT, FEED_FORWARD_RESIDUAL);
        }
        return positions;
    }

    /** The same positions by number; empty when one of them has no number here. */
    Optional<String> digits(String text) {
        StringBuilder digits = new StringBuilder();
        for (TextPosition position : parse(text)) {
            int index = numbered.indexOf(position);
            if (index < 0) {
                return Optional.empty();
            }
            digits.append(index + 1);
        }
        return Optional.of(digits.toString());
    }

    private static void exclude(Set<TextPosition> positions, TextPosition kept, TextPosition dropped) {
        if (positions.contains(kept)) {
            positions.remove(dropped);
        }
    }

    private TextPosition numbered(String digit) {
        int number = Integer.parseInt(digit);
        if (number < 1 || number > numbered.size()) {
            throw problem(
                    "'" + digit + "' is not a position of this backbone",
                    "use 1 to " + numbered.size() + ", or names joined by +: " + String.join(", ", labels()));
        }
        return numbered.get(number - 1);
    }

    private TextPosition named(String label) {
        return TextPosition.of(label)
                .orElseThrow(() -> problem(
                        "'" + label + "' is not a position of this backbone",
                        Suggestion.among(label, labels()) + "; or numbers from 1 to " + numbered.size()));
    }

    private static List<String> labels() {
        return Arrays.stream(TextPosition.values()).map(TextPosition::label).toList();
    }

    private static InvalidTrialException problem(String message, String suggestion) {
        return new InvalidTrialException(List.of(new Problem(KEY, message, suggestion)));
    }
}

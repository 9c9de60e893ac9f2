package dev.contranorm.zoo.data.text;

import java.util.Objects;
import java.util.Optional;

/**
 * A labelled text or pair of texts.
 *
 * @param label class index, or the score of a regression
 */
public record TextExample(String first, Optional<String> second, double label) {
    public TextExample {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(second, "second");
    }

    /**
     * The label of a regression. Scores are single-precision in training and where they are published as numbers; here they are
     * the shortest decimal of such a number, 3.8 and not 3.799999952, in every layout.
     */
    static double score(float published) {
        return Double.parseDouble(Float.toString(published));
    }
}

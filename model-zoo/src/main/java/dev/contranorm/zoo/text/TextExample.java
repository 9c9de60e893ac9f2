package dev.contranorm.zoo.text;

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
}

package dev.contranorm.zoo.trial;

import java.util.Optional;

/** What the text of a parameter must fulfil beyond a list of words. Equal rules are one rule: enum constants serve well. */
@FunctionalInterface
public interface TextRule {
    /** What is wrong with a text, or empty when it is allowed. */
    Optional<Problem> check(String key, String text);
}

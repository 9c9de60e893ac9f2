package dev.contranorm.zoo.trial;

import java.util.Optional;

/** A constraint on a text parameter beyond a list of words. Rules are compared with {@code equals}, so use enum constants. */
@FunctionalInterface
public interface TextRule {
    /** The problem with a text; empty if it is allowed. */
    Optional<Problem> check(String key, String text);
}

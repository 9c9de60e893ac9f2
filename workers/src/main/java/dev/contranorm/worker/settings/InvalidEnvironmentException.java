package dev.contranorm.worker.settings;

import java.util.List;

/**
 * Environment variables are missing or wrong. The message has one line per problem: the variable, its value unless it is
 * secret, what is wrong and what is allowed.
 */
public final class InvalidEnvironmentException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidEnvironmentException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** Every problem in the order in which the variables were read; at least one. */
    public List<String> problems() {
        return problems;
    }
}

package dev.contranorm.orchestrator.definition;

import dev.contranorm.zoo.UserFacing;
import java.util.List;
import java.util.stream.Collectors;

/** A definition that is refused; carries every problem found, in the order of the text. */
public final class InvalidDefinitionException extends RuntimeException implements UserFacing {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public InvalidDefinitionException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}

package dev.contranorm.zoo.trial;

import dev.contranorm.zoo.UserFacing;
import java.util.List;
import java.util.stream.Collectors;

/** The catalogue rejects a specification. Contains every problem, not only the first. */
public final class InvalidTrialException extends RuntimeException implements UserFacing {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public InvalidTrialException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}

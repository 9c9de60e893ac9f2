package dev.contranorm.orchestrator.http;

import dev.contranorm.db.connection.DatabaseException;
import dev.contranorm.db.connection.DatabaseUnavailableException;
import dev.contranorm.orchestrator.definition.InvalidDefinitionException;
import dev.contranorm.orchestrator.lifecycle.SweepConflictException;
import dev.contranorm.orchestrator.lifecycle.UnknownSweepException;

/** The one mapping from exceptions to answers. An exception that is not in it is only logged. */
final class Failures {
    private Failures() {}

    static ProblemDetail explain(Exception failure) {
        if (failure instanceof RequestException refused) {
            return ProblemDetail.of(refused.status(), refused.getMessage());
        }
        if (failure instanceof InvalidDefinitionException invalid) {
            return ProblemDetail.ofDefinition(
                    "the definition has " + count(invalid.problems().size()),
                    invalid.problems().stream()
                            .map(problem -> new ProblemDetail.DefinitionProblem(
                                    problem.key(), problem.line(), problem.message(), problem.suggestion()))
                            .toList());
        }
        if (failure instanceof UnknownSweepException unknown) {
            return ProblemDetail.of(404, unknown.getMessage());
        }
        if (failure instanceof SweepConflictException conflict) {
            return ProblemDetail.of(409, conflict.getMessage());
        }
        if (failure instanceof DatabaseUnavailableException away) {
            return ProblemDetail.of(503, away.getMessage());
        }
        if (failure instanceof DatabaseException problem) {
            // A message for people: for example, that the disk is full.
            return ProblemDetail.of(500, problem.getMessage());
        }
        return ProblemDetail.of(500, "the orchestrator failed; see its log");
    }

    private static String count(int problems) {
        return problems == 1 ? "one problem" : problems + " problems";
    }
}

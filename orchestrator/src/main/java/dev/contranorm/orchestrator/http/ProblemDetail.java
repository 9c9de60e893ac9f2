package dev.contranorm.orchestrator.http;

import java.util.List;

/**
 * An error response as in RFC 9457.
 *
 * @param title the status in words
 * @param detail what is wrong and what to do, for people
 * @param problems every problem of a definition; empty for other errors
 */
record ProblemDetail(String type, String title, int status, String detail, List<DefinitionProblem> problems) {
    static final String MEDIA_TYPE = "application/problem+json";

    /** One problem of a definition. The line is 0 when unknown. */
    record DefinitionProblem(String key, int line, String message, String suggestion) {}

    ProblemDetail {
        problems = List.copyOf(problems);
    }

    static ProblemDetail of(int status, String detail) {
        return new ProblemDetail("about:blank", title(status), status, detail, List.of());
    }

    static ProblemDetail ofStatus(int status) {
        return of(
                status,
                switch (status) {
                    case 400 -> "the request is malformed";
                    case 413 -> "the request body is too large: a sweep definition is a small file";
                    case 414 -> "the address is too long";
                    default -> title(status);
                });
    }

    static ProblemDetail ofDefinition(String detail, List<DefinitionProblem> problems) {
        return new ProblemDetail("about:blank", title(400), 400, detail, problems);
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 406 -> "Not Acceptable";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 415 -> "Unsupported Media Type";
            case 503 -> "Service Unavailable";
            default -> status < 500 ? "Bad Request" : "Internal Server Error";
        };
    }
}

package dev.contranorm.orchestrator.http;

import java.util.TreeSet;
import org.apache.camel.Exchange;

/**
 * Answers requests that match no operation: 405 for a known path with another method, 404 for the rest. Must be added last: the
 * first matching route answers.
 */
final class UnknownPaths extends HttpRoutes {
    private final Operations served;

    UnknownPaths(Operations served) {
        this.served = served;
    }

    @Override
    void operations() {
        from("platform-http:/?matchOnUriPrefix=true").routeId("http-unknown").process(this::refuse);
    }

    private void refuse(Exchange exchange) {
        String path = exchange.getMessage().getHeader(Exchange.HTTP_PATH, String.class);
        String method = exchange.getMessage().getHeader(Exchange.HTTP_METHOD, String.class);
        TreeSet<String> allowed = served.methodsOf(path);
        if (allowed.isEmpty()) {
            Reply.problem(exchange, ProblemDetail.of(404, "nothing is served at " + path + ": see " + OpenApi.PATH));
            return;
        }
        String methods = String.join(", ", allowed);
        Reply.problem(exchange, ProblemDetail.of(405, path + " does not support " + method + ", only to " + methods))
                .setHeader("Allow", methods);
    }
}

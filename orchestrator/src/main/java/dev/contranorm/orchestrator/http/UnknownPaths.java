package dev.contranorm.orchestrator.http;

import java.util.TreeSet;
import org.apache.camel.Exchange;

/** Answers what no operation answers: 405 for a known path with another method, 404 for the rest. It must be
 * added after all others, for the first route that matches answers. */
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
        Reply.problem(exchange, ProblemDetail.of(405, path + " does not answer to " + method + ", only to " + methods))
                .setHeader("Allow", methods);
    }
}

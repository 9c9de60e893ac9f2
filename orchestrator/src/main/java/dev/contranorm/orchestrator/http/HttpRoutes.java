package dev.contranorm.orchestrator.http;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes of one resource: an operation is a method on a path, and a failure is a problem document with its own status. */
abstract class HttpRoutes extends RouteBuilder {
    static final String ROOT = "/api/v1";

    private static final Logger LOG = LoggerFactory.getLogger(HttpRoutes.class);

    @Override
    public final void configure() {
        // Per route class, not per context: a dead letter channel around HTTP would turn failures into 200.
        onException(Exception.class).handled(true).process(HttpRoutes::explain);
        operations();
    }

    /** Adds the resource's operations. */
    abstract void operations();

    final void operation(String id, String method, String path, Processor handler) {
        from("platform-http:" + path + "?httpMethodRestrict=" + method)
                .routeId(id)
                .process(HttpRoutes::requireSameOrigin)
                .process(handler);
    }

    /**
     * The API has no passwords, and a page of any site can make a user's browser post to loopback: requests from pages of
     * another origin are refused.
     */
    private static void requireSameOrigin(Exchange exchange) {
        String origin = exchange.getMessage().getHeader("Origin", String.class);
        // Not the Host header, which HTTP/2 does not have.
        String asked = exchange.getMessage().getHeader(Exchange.HTTP_URL, String.class);
        if (origin != null && !asked.startsWith(origin + "/")) {
            throw new RequestException(403, "requests from pages of another origin (" + origin + ") are refused");
        }
    }

    private static void explain(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        ProblemDetail problem = Failures.explain(failure);
        if (problem.status() == 500) {
            LOG.error("{} failed", exchange.getFromRouteId(), failure);
        }
        Reply.problem(exchange, problem);
    }
}

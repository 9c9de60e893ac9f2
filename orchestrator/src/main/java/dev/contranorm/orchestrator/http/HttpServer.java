package dev.contranorm.orchestrator.http;

import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.main.MainHttpServer;

/** The listening socket of the platform-http routes. It closes with the Camel context. */
public final class HttpServer {
    private final MainHttpServer server;
    private final HttpSettings settings;

    private HttpServer(MainHttpServer server, HttpSettings settings) {
        this.server = server;
        this.settings = settings;
    }

    /**
     * Starts listening; routes are added afterwards.
     *
     * @param context started
     *
     * @throws HttpUnavailableException when the address cannot be bound
     */
    public static HttpServer start(CamelContext context, HttpSettings settings) throws Exception {
        requireFree(settings);
        MainHttpServer server = new MainHttpServer();
        server.setCamelContext(context);
        server.setHost(settings.host());
        server.setPort(settings.port());
        server.setMaxBodySize(settings.maxBodyBytes());
        server.setFileUploadEnabled(false);
        context.addService(server);
        // A failure before any route (such as a body over the limit) must answer in the same form as the routes.
        server.getRouter().route().failureHandler(HttpServer::refuse);
        return new HttpServer(server, settings);
    }

    /** The server only logs a failed bind and continues without a socket, so the address is tried first. */
    private static void requireFree(HttpSettings settings) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port()));
        } catch (IOException problem) {
            throw new HttpUnavailableException(
                    "the HTTP API cannot listen on " + settings.host() + ":" + settings.port() + " ("
                            + problem.getMessage()
                            + "): choose another port, or 0 for any free one, or stop the program that"
                            + " listens there",
                    problem);
        }
    }

    private static void refuse(RoutingContext exchange) {
        int status = exchange.statusCode() < 400 ? 500 : exchange.statusCode();
        exchange.response()
                .setStatusCode(status)
                .putHeader("Content-Type", ProblemDetail.MEDIA_TYPE)
                .end(Json.text(ProblemDetail.ofStatus(status)));
    }

    /** The address for clients on this machine. */
    public URI address() {
        return URI.create("http://" + settings.host() + ":"
                + server.getRouter().getServer().getPort());
    }
}

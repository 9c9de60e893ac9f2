package dev.contranorm.orchestrator.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** What a test starts in the place of {@code mlflow}: answers {@code /health} at the port that it is given. */
final class HealthServer {
    private HealthServer() {}

    public static void main(String[] arguments) throws IOException {
        List<String> words = List.of(arguments);
        int port = Integer.parseInt(words.get(words.indexOf("--port") + 1));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }
}

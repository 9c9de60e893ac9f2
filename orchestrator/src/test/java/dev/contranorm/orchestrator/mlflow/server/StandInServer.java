package dev.contranorm.orchestrator.mlflow.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An in-memory stand-in for an MLflow tracking server, with the rules of the real one. It is stricter than a server on a
 * database in one respect: a metric point that is sent twice is stored twice, as on a file store.
 */
public final class StandInServer implements AutoCloseable {
    private static final String API = "/api/2.0/mlflow/";
    private static final String ARTIFACTS = "/api/2.0/mlflow-artifacts/artifacts/";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static {
        // Otherwise every response is delayed by 40 ms, until the client has acknowledged its first packet.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer http;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final StandInStore store = new StandInStore();
    private final StandInFaults faults = new StandInFaults();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Set<String> authorizations = new CopyOnWriteArraySet<>();
    private volatile String authorization = "";

    private StandInServer(HttpServer http) {
        this.http = http;
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
    }

    public static StandInServer start() {
        try {
            return new StandInServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException problem) {
            throw new IllegalStateException("no port is free", problem);
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    public StandInFaults faults() {
        return faults;
    }

    /** Deletes everything, as if the server had a new database. */
    public void empty() {
        synchronized (store) {
            store.empty();
        }
    }

    /** Denies requests whose Authorization header has another value. */
    public void require(String authorizationHeader) {
        authorization = authorizationHeader;
    }

    /** The Authorization headers of all requests; an empty one stands for a request without. */
    public Set<String> authorizations() {
        return Set.copyOf(authorizations);
    }

    /** Methods and paths of the requests since the last call, such as {@code POST runs/create}. */
    public List<String> takeRequests() {
        List<String> taken = List.copyOf(requests);
        requests.clear();
        return taken;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            String name = path.startsWith(API) ? path.substring(API.length()) : path;
            requests.add(exchange.getRequestMethod() + " " + name);
            try {
                respond(exchange, faults.next(name), path, body);
            } catch (StandInError error) {
                send(exchange, error.status(), error(error.code(), error.getMessage()));
            }
        }
    }

    private void respond(HttpExchange exchange, StandInFaults.Fault fault, String path, byte[] body)
            throws IOException {
        switch (fault) {
            case NONE -> send(exchange, 200, reply(exchange, path, body));
            case REFUSED_503 -> send(exchange, 503, "upstream connect error".getBytes(StandardCharsets.UTF_8));
            case APPLIED_THEN_500 -> {
                reply(exchange, path, body);
                send(exchange, 500, error("INTERNAL_ERROR", "after the fact"));
            }
            // Closing the exchange without a response drops the connection.
            case APPLIED_THEN_DROPPED -> reply(exchange, path, body);
        }
    }

    private byte[] reply(HttpExchange exchange, String path, byte[] body) throws IOException {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        authorizations.add(given == null ? "" : given);
        if (!authorization.isEmpty() && !authorization.equals(given)) {
            throw StandInError.unauthenticated();
        }
        synchronized (store) {
            if (path.startsWith(ARTIFACTS)) {
                return artifact(exchange.getRequestMethod(), path.substring(ARTIFACTS.length()), body);
            }
            if (!path.startsWith(API)) {
                throw StandInError.unknownPath(path);
            }
            String name = path.substring(API.length());
            JsonNode response = "POST".equals(exchange.getRequestMethod())
                    ? store.post(name, MAPPER.readTree(body), body.length)
                    : store.get(name, query(exchange.getRequestURI()));
            return MAPPER.writeValueAsBytes(response);
        }
    }

    private byte[] artifact(String method, String path, byte[] body) {
        if ("PUT".equals(method)) {
            store.putArtifact(path, body);
            return "{}".getBytes(StandardCharsets.UTF_8);
        }
        return store.artifact(path);
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new LinkedHashMap<>();
        if (uri.getRawQuery() != null) {
            for (String pair : uri.getRawQuery().split("&")) {
                int equals = pair.indexOf('=');
                query.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    private static byte[] error(String code, String message) throws IOException {
        return MAPPER.writeValueAsBytes(
                MAPPER.createObjectNode().put("error_code", code).put("message", message));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}

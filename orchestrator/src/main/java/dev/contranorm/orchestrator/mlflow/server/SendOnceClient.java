package dev.contranorm.orchestrator.mlflow.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each request exactly once, with a time limit. Requests that may be repeated go through the MLflow client
 * instead (see {@link TimeLimitedClient}). Version 2.17.2 of that client cannot do what is done here:
 *
 * <ul>
 *   <li>It repeats a request on any error status: up to three times in all and without a pause, on 429 for up to a minute.
 *       This cannot be turned off. A server may have carried out a request that it answered with an error; repeating it would
 *       create a second run ({@code runs/create}) or log every point twice ({@code runs/log-batch} with metrics).
 *   <li>It uploads an artifact by starting {@code python -m mlflow.store.artifact.cli}, which needs Python and MLflow on
 *       this machine. Here artifacts go to the server's artifact proxy.
 *   <li>It sets no timeouts.
 * </ul>
 */
final class SendOnceClient {
    private static final Logger LOG = LoggerFactory.getLogger(SendOnceClient.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final String ARTIFACTS = "/api/2.0/mlflow-artifacts/artifacts/";
    private static final String BINARY = "application/octet-stream";
    private static final long SLOWEST_BYTES_PER_SECOND = 1 << 20;

    private final MlflowSettings settings;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    SendOnceClient(MlflowSettings settings) {
        this.settings = settings;
    }

    /**
     * @param path such as {@code runs/create}, below {@code /api/2.0/mlflow/}
     * @return the JSON of the response
     * @throws TrackingException when the server did not carry out the request, or may not have done so
     */
    String post(String path, String json) {
        return send("POST", "/api/2.0/mlflow/" + path, "application/json", BodyPublishers.ofString(json));
    }

    /** @param path percent-encoded, below {@code /api/2.0/mlflow-artifacts/artifacts/} */
    void putArtifact(String path, byte[] content) {
        send("PUT", ARTIFACTS + path, BINARY, BodyPublishers.ofByteArray(content));
    }

    /**
     * Streams a file. The time limit grows with the size of the file. A file that no longer exists is skipped.
     *
     * @param path percent-encoded, below {@code /api/2.0/mlflow-artifacts/artifacts/}
     */
    void putArtifact(String path, Path file) {
        try {
            Duration timeout = settings.timeout().plusSeconds(Files.size(file) / SLOWEST_BYTES_PER_SECOND);
            send("PUT", ARTIFACTS + path, BINARY, BodyPublishers.ofFile(file), timeout);
        } catch (IOException gone) {
            LOG.warn("{} was not uploaded: the file can no longer be read", file);
        }
    }

    private String send(String method, String path, String contentType, BodyPublisher body) {
        return send(method, path, contentType, body, settings.timeout());
    }

    private String send(String method, String path, String contentType, BodyPublisher body, Duration timeout) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.trackingUri() + path))
                .timeout(timeout)
                .header("Content-Type", contentType)
                .method(method, body);
        String authorization = authorization();
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw ErrorResponse.toException(response.statusCode(), response.body());
            }
            return response.body();
        } catch (IOException problem) {
            throw new ServerUnavailableException(reason(problem), problem);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ServerUnavailableException("interrupted while waiting for the response", interrupted);
        }
    }

    private static String reason(IOException problem) {
        return problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage();
    }

    private String authorization() {
        if (!settings.token().isEmpty()) {
            return "Bearer " + settings.token();
        }
        if (settings.username().isEmpty()) {
            return "";
        }
        byte[] pair = (settings.username() + ":" + settings.password()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}

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
 * Requests that are sent once and never repeated by the machinery below, with a time limit: what creates or appends, where the
 * MLflow client's own repetitions would double it, and artifacts, for which that client starts a Python program.
 */
final class SendOnceClient {
    private static final Logger LOG = LoggerFactory.getLogger(SendOnceClient.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final String ARTIFACTS = "/api/2.0/mlflow-artifacts/artifacts/";
    private static final String BINARY = "application/octet-stream";
    private static final long SLOWEST_BYTES_A_SECOND = 1 << 20;

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
     * @return the answer's JSON
     * @throws TrackingException when the server did not do it, or it is not known whether it did
     */
    String post(String path, String json) {
        return send("POST", "/api/2.0/mlflow/" + path, "application/json", BodyPublishers.ofString(json));
    }

    /** @param path percent-encoded, below {@code /api/2.0/mlflow-artifacts/artifacts/} */
    void putArtifact(String path, byte[] content) {
        send("PUT", ARTIFACTS + path, BINARY, BodyPublishers.ofByteArray(content));
    }

    /**
     * As the other, read while it is sent; the time limit grows with the size. A file that is gone by now is left out.
     *
     * @param path percent-encoded, below {@code /api/2.0/mlflow-artifacts/artifacts/}
     */
    void putArtifact(String path, Path file) {
        try {
            Duration timeout = settings.timeout().plusSeconds(Files.size(file) / SLOWEST_BYTES_A_SECOND);
            send("PUT", ARTIFACTS + path, BINARY, BodyPublishers.ofFile(file), timeout);
        } catch (IOException gone) {
            LOG.warn("{} is not uploaded: it cannot be read any more", file);
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
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw ErrorResponse.toException(answer.statusCode(), answer.body());
            }
            return answer.body();
        } catch (IOException problem) {
            throw new ServerUnavailableException(reason(problem), problem);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ServerUnavailableException("interrupted while waiting for the answer", interrupted);
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

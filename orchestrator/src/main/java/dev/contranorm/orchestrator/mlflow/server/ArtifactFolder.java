package dev.contranorm.orchestrator.mlflow.server;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The folder of a run's artifacts behind the server's artifact proxy: {@code <experiment>/<run>/artifacts}. */
public record ArtifactFolder(String root) {
    private static final String PROXIED = "mlflow-artifacts";

    /** @return empty when the server does not proxy artifacts (it was started without {@code --serve-artifacts}) */
    public static Optional<ArtifactFolder> of(String artifactUri) {
        URI uri = URI.create(artifactUri);
        if (!PROXIED.equals(uri.getScheme()) || uri.getPath() == null) {
            return Optional.empty();
        }
        return Optional.of(new ArtifactFolder(uri.getPath().replaceFirst("^/+", "")));
    }

    /** The percent-encoded path of a file in the folder. */
    String path(String name) {
        return Arrays.stream((root + "/" + name).split("/"))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }
}

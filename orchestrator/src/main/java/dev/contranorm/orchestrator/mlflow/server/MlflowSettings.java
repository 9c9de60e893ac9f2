package dev.contranorm.orchestrator.mlflow.server;

import dev.contranorm.worker.settings.EnvironmentReader;
import dev.contranorm.worker.settings.InvalidEnvironmentException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Address, credentials and limits of the tracking server.
 *
 * @param trackingUri http or https address of the server; a slash at the end is removed
 * @param username for basic authentication; empty when the server requires none, or a token
 * @param password for basic authentication
 * @param token bearer token, empty for none; takes precedence over user name and password
 * @param user the owner that the server shows for the runs, {@code mlflow.user}
 * @param timeout limit of one request
 * @param checkpointBytes size of the largest checkpoint that is uploaded; 0 uploads none
 */
public record MlflowSettings(
        URI trackingUri,
        String username,
        String password,
        String token,
        String user,
        Duration timeout,
        long checkpointBytes) {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    private static final long MEGABYTE = 1_000_000;
    private static final long DEFAULT_CHECKPOINT_MEGABYTES = 500;
    private static final String ADDRESS = "MLFLOW_TRACKING_URI";
    private static final String NOT_A_SERVER = "is not the http or https address of a tracking server; start one with"
            + " `mlflow server` and write its address, such as http://localhost:5000";

    public MlflowSettings {
        Objects.requireNonNull(username, "username");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(user, "user");
        if (!isServer(trackingUri)) {
            throw new IllegalArgumentException("trackingUri: " + NOT_A_SERVER);
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout: " + timeout + " is not a positive duration");
        }
        trackingUri = withoutSlash(trackingUri);
    }

    /** Settings without authentication. */
    public static MlflowSettings of(URI trackingUri) {
        return new MlflowSettings(
                trackingUri, "", "", "", "sweep", DEFAULT_TIMEOUT, DEFAULT_CHECKPOINT_MEGABYTES * MEGABYTE);
    }

    /**
     * Reads {@code MLFLOW_TRACKING_URI}, {@code MLFLOW_TRACKING_USERNAME}, {@code MLFLOW_TRACKING_PASSWORD},
     * {@code MLFLOW_TRACKING_TOKEN} and {@code MLFLOW_HTTP_REQUEST_TIMEOUT} (seconds, default 30), which are MLflow's
     * own variables, and {@code SWEEP_MLFLOW_CHECKPOINT_MB} (the largest checkpoint that is uploaded, default 500, 0
     * for none).
     *
     * @return empty when no address is given: then there is no projection
     * @throws InvalidEnvironmentException with every variable that is wrong
     */
    public static Optional<MlflowSettings> fromEnvironment(Map<String, String> environment) {
        return EnvironmentReader.read(environment, MlflowSettings::read);
    }

    private static Supplier<Optional<MlflowSettings>> read(EnvironmentReader in) {
        if (!in.isSet(ADDRESS)) {
            return Optional::empty;
        }
        Optional<URI> address = readAddress(in);
        Function<URI, MlflowSettings> settings = readAllButAddress(in);
        return () -> address.map(settings);
    }

    /** Reads the address alone; empty when none is given. */
    public static Optional<URI> readAddress(EnvironmentReader in) {
        return in.parse(ADDRESS, MlflowSettings::address);
    }

    /** Reads all variables but the address, for a server whose address is known from elsewhere or only later. */
    public static Function<URI, MlflowSettings> readAllButAddress(EnvironmentReader in) {
        in.keepSecret("MLFLOW_TRACKING_PASSWORD", "MLFLOW_TRACKING_TOKEN");
        String username = in.text("MLFLOW_TRACKING_USERNAME").orElse("");
        String password = in.text("MLFLOW_TRACKING_PASSWORD").orElse("");
        String token = in.text("MLFLOW_TRACKING_TOKEN").orElse("");
        Duration timeout =
                in.seconds("MLFLOW_HTTP_REQUEST_TIMEOUT", 1, Long.MAX_VALUE).orElse(DEFAULT_TIMEOUT);
        long checkpointMegabytes = in.number("SWEEP_MLFLOW_CHECKPOINT_MB", 0, Long.MAX_VALUE / MEGABYTE, "megabytes")
                .orElse(DEFAULT_CHECKPOINT_MEGABYTES);
        return address -> new MlflowSettings(
                address,
                username,
                password,
                token,
                username.isEmpty() ? "sweep" : username,
                timeout,
                checkpointMegabytes * MEGABYTE);
    }

    private static URI address(String text) {
        try {
            URI address = new URI(text.strip());
            if (isServer(address)) {
                return address;
            }
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException(NOT_A_SERVER, malformed);
        }
        throw new IllegalArgumentException(NOT_A_SERVER);
    }

    private static boolean isServer(URI address) {
        boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        return web && address.getHost() != null;
    }

    private static URI withoutSlash(URI address) {
        String text = address.toString();
        return text.endsWith("/") ? withoutSlash(URI.create(text.substring(0, text.length() - 1))) : address;
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "MlflowSettings[" + trackingUri + ", user " + user + ", timeout " + timeout + "]";
    }
}

package dev.contranorm.orchestrator.mlflow.server;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

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

    public MlflowSettings {
        Objects.requireNonNull(username, "username");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(user, "user");
        boolean web = "http".equals(trackingUri.getScheme()) || "https".equals(trackingUri.getScheme());
        if (!web || trackingUri.getHost() == null) {
            throw new IllegalArgumentException("MLFLOW_TRACKING_URI: \"" + trackingUri
                    + "\" is not the http or https address of a tracking server; start one with \"mlflow server\" and"
                    + " give its address, such as http://localhost:5000");
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
     * @return empty when no address is set, which means no projection
     * @throws IllegalArgumentException naming the variable with an invalid value
     */
    public static Optional<MlflowSettings> fromEnvironment(Map<String, String> environment) {
        String address = environment.getOrDefault("MLFLOW_TRACKING_URI", "").strip();
        if (address.isEmpty()) {
            return Optional.empty();
        }
        String username = environment.getOrDefault("MLFLOW_TRACKING_USERNAME", "");
        return Optional.of(new MlflowSettings(
                uri(address),
                username,
                environment.getOrDefault("MLFLOW_TRACKING_PASSWORD", ""),
                environment.getOrDefault("MLFLOW_TRACKING_TOKEN", ""),
                username.isEmpty() ? "sweep" : username,
                timeout(environment.getOrDefault("MLFLOW_HTTP_REQUEST_TIMEOUT", "")),
                checkpointBytes(environment.getOrDefault("SWEEP_MLFLOW_CHECKPOINT_MB", ""))));
    }

    private static URI uri(String address) {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException problem) {
            throw new IllegalArgumentException(
                    "MLFLOW_TRACKING_URI: \"" + address + "\" is not a valid address; write http://HOST:PORT", problem);
        }
    }

    private static URI withoutSlash(URI address) {
        String text = address.toString();
        return text.endsWith("/") ? withoutSlash(URI.create(text.substring(0, text.length() - 1))) : address;
    }

    private static Duration timeout(String seconds) {
        if (seconds.isBlank()) {
            return DEFAULT_TIMEOUT;
        }
        try {
            long value = Long.parseLong(seconds.strip());
            if (value > 0) {
                return Duration.ofSeconds(value);
            }
        } catch (NumberFormatException notANumber) {
            // Refused below, as a number that is not positive.
        }
        throw new IllegalArgumentException(
                "MLFLOW_HTTP_REQUEST_TIMEOUT: \"" + seconds + "\" is not a positive whole number of seconds; write 30");
    }

    private static long checkpointBytes(String megabytes) {
        if (megabytes.isBlank()) {
            return DEFAULT_CHECKPOINT_MEGABYTES * MEGABYTE;
        }
        try {
            return Math.multiplyExact(Long.parseUnsignedLong(megabytes.strip()), MEGABYTE);
        } catch (NumberFormatException | ArithmeticException problem) {
            throw new IllegalArgumentException(
                    "SWEEP_MLFLOW_CHECKPOINT_MB: \"" + megabytes
                            + "\" is not a whole number of megabytes; write 500, or 0 to upload no checkpoints",
                    problem);
        }
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "MlflowSettings[" + trackingUri + ", user " + user + ", timeout " + timeout + "]";
    }
}

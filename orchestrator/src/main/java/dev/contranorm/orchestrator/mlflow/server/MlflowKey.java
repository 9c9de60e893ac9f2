package dev.contranorm.orchestrator.mlflow.server;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keys of metrics, params and tags as MLflow accepts them: at most 250 letters, digits, {@code _ - . : /} and spaces
 * that form a normalised relative path. Any other name is turned into such a key that ends with a digest of the name,
 * so that different names get different keys.
 */
public final class MlflowKey {
    private static final int MAX_LENGTH = 250;
    private static final int DIGEST_LENGTH = 8;
    private static final Pattern ALLOWED = Pattern.compile("[/A-Za-z0-9_.\\- :]+");
    private static final Pattern FORBIDDEN = Pattern.compile("[^/A-Za-z0-9_.\\- :]");

    private MlflowKey() {}

    public static String of(String name) {
        if (name.length() <= MAX_LENGTH
                && ALLOWED.matcher(name).matches()
                && normalised(name).equals(name)) {
            return name;
        }
        String key = normalised(FORBIDDEN.matcher(name).replaceAll("_"));
        int prefix = MAX_LENGTH - DIGEST_LENGTH - 1;
        return (key.length() <= prefix ? key : key.substring(0, prefix)) + "_" + digest(name);
    }

    private static String normalised(String path) {
        return Arrays.stream(path.split("/"))
                .filter(part -> !part.isEmpty() && !part.equals(".") && !part.equals(".."))
                .collect(Collectors.joining("/"));
    }

    private static String digest(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, DIGEST_LENGTH);
    }
}

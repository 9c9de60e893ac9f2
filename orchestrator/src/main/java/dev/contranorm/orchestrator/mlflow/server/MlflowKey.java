package dev.contranorm.orchestrator.mlflow.server;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keys of metrics, params and tags: at most 250 letters, digits, {@code _ - . : /} and spaces, which read as a relative path
 * in its normal form. A name that is not one of them becomes one, with a digest of the name at its end, so that two names
 * never become the same key.
 */
public final class MlflowKey {
    private static final int LONGEST = 250;
    private static final int DIGEST = 8;
    private static final Pattern ALLOWED = Pattern.compile("[/A-Za-z0-9_.\\- :]+");
    private static final Pattern FORBIDDEN = Pattern.compile("[^/A-Za-z0-9_.\\- :]");

    private MlflowKey() {}

    public static String of(String name) {
        if (name.length() <= LONGEST
                && ALLOWED.matcher(name).matches()
                && normalised(name).equals(name)) {
            return name;
        }
        String key = normalised(FORBIDDEN.matcher(name).replaceAll("_"));
        int room = LONGEST - DIGEST - 1;
        return (key.length() <= room ? key : key.substring(0, room)) + "_" + digest(name);
    }

    private static String normalised(String path) {
        return Arrays.stream(path.split("/"))
                .filter(part -> !part.isEmpty() && !part.equals(".") && !part.equals(".."))
                .collect(Collectors.joining("/"));
    }

    private static String digest(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, DIGEST);
    }
}

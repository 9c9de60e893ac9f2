package dev.contranorm.worker.local;

import java.nio.file.Path;
import java.util.Objects;

/**
 * @param folder where the broker keeps its files; created when missing
 * @param port port on 127.0.0.1; 0 takes the port of the last start if it is free, else any free port
 */
public record LocalBrokerSettings(Path folder, int port) {
    public LocalBrokerSettings {
        Objects.requireNonNull(folder, "folder");
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port: " + port + " is not in range; allowed: 0 to 65535");
        }
    }
}

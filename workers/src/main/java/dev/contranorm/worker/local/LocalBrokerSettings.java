package dev.contranorm.worker.local;

import java.nio.file.Path;
import java.util.Objects;

/**
 * @param folder where the broker keeps everything it has; created when missing
 * @param port port on 127.0.0.1; 0 takes the one used last time, or a free one
 */
public record LocalBrokerSettings(Path folder, int port) {
    public LocalBrokerSettings {
        Objects.requireNonNull(folder, "folder");
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port: must be between 0 and 65535, not " + port);
        }
    }
}

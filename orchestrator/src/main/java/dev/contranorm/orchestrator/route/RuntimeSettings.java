package dev.contranorm.orchestrator.route;

import dev.contranorm.orchestrator.http.HttpSettings;
import dev.contranorm.orchestrator.lifecycle.Projection;
import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the orchestrator works.
 *
 * @param http where the API listens; empty = no API
 * @param chunkSize trials written in one transaction while a sweep is expanded
 * @param batchSize trials published, and events applied, at a time
 * @param pause between two checks for new work
 * @param silence time without a heartbeat after which a running attempt is lost; longer than the bus takes to redeliver a lost
 *     worker's trial, and several heartbeat intervals
 * @param projections copies of the results in other systems, by name
 * @param projectionPause between two rounds of a projection
 */
public record RuntimeSettings(
        Optional<HttpSettings> http,
        int chunkSize,
        int batchSize,
        Duration pause,
        Duration silence,
        SortedMap<String, Projection> projections,
        Duration projectionPause) {
    private static final int CHUNK = 2_000;
    private static final int BATCH = 1_000;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final Duration PROJECTION_PAUSE = Duration.ofSeconds(5);

    public RuntimeSettings {
        Objects.requireNonNull(http, "http");
        require(chunkSize >= 1 && chunkSize <= 10_000, "chunkSize must be between 1 and 10000, not " + chunkSize);
        require(batchSize >= 1 && batchSize <= 10_000, "batchSize must be between 1 and 10000, not " + batchSize);
        require(pause.toMillis() >= 1, "pause must be at least 1 ms, not " + pause);
        require(silence.toMillis() >= 1_000, "silence must be at least 1 s, not " + silence);
        projections = Collections.unmodifiableSortedMap(new TreeMap<>(projections));
        require(projectionPause.toMillis() >= 1, "projectionPause must be at least 1 ms, not " + projectionPause);
    }

    /** The defaults, with or without an API. */
    public static RuntimeSettings of(Optional<HttpSettings> http) {
        return new RuntimeSettings(http, CHUNK, BATCH, PAUSE, SILENCE, new TreeMap<>(), PROJECTION_PAUSE);
    }

    /** The same with a further projection. */
    public RuntimeSettings with(String name, Projection projection) {
        SortedMap<String, Projection> more = new TreeMap<>(projections);
        more.put(name, projection);
        return new RuntimeSettings(http, chunkSize, batchSize, pause, silence, more, projectionPause);
    }

    /** The same with another timeout for heartbeats. */
    public RuntimeSettings withSilence(Duration other) {
        return new RuntimeSettings(http, chunkSize, batchSize, pause, other, projections, projectionPause);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}

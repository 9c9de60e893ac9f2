package dev.contranorm.orchestrator.mlflow;

import dev.contranorm.orchestrator.mlflow.server.Measurement;
import dev.contranorm.orchestrator.mlflow.server.MetricBatch;
import dev.contranorm.orchestrator.mlflow.server.TrackingServer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Appends metric points to runs, each point once. The server appends whatever it gets, so sending a batch again after a
 * lost response could duplicate its points. For a run whose points on the server are not known for certain, they are
 * read first, and only missing points are sent. They are known if this process created the run or has read them, and
 * every batch since was confirmed.
 */
final class MetricWriter {
    private final TrackingServer server;
    private final Set<String> knownRuns = new HashSet<>();

    MetricWriter(TrackingServer server) {
        this.server = server;
    }

    /** The run is new, so it has no points. */
    void created(String runId) {
        knownRuns.add(runId);
    }

    /** No more points will follow for the run. */
    void ended(String runId) {
        knownRuns.remove(runId);
    }

    /** The server may be another one now. */
    void forget() {
        knownRuns.clear();
    }

    /** @return how many of the points were sent; the server already had the others */
    int append(String runId, Collection<Measurement> points) {
        List<Measurement> missing = knownRuns.remove(runId) ? List.copyOf(points) : missing(runId, points);
        for (MetricBatch batch : MetricBatch.of(missing)) {
            server.logMetrics(runId, batch);
        }
        knownRuns.add(runId);
        return missing.size();
    }

    private List<Measurement> missing(String runId, Collection<Measurement> points) {
        Set<Measurement> onServer = new HashSet<>();
        for (String key : points.stream().map(Measurement::key).collect(Collectors.toCollection(LinkedHashSet::new))) {
            onServer.addAll(server.history(runId, key));
        }
        List<Measurement> missing = new ArrayList<>();
        for (Measurement point : points) {
            if (onServer.add(point.stored())) {
                missing.add(point);
            }
        }
        return missing;
    }
}

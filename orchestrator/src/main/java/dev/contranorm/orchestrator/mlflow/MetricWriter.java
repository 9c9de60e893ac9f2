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
 * Appends metric points to runs, each once. The server appends whatever it gets, so that sending a batch again after an answer
 * was lost could double it. Of a run whose state is not certain, what the server has is read back first, and only what is
 * missing is sent. Certain is a run that this process created, or read back, and to which every batch since was confirmed.
 */
final class MetricWriter {
    private final TrackingServer server;
    private final Set<String> certain = new HashSet<>();

    MetricWriter(TrackingServer server) {
        this.server = server;
    }

    /** A run that was just created has no points: there is nothing to read back. */
    void created(String runId) {
        certain.add(runId);
    }

    /** Nothing more will come for the run. */
    void ended(String runId) {
        certain.remove(runId);
    }

    /** Nothing is certain any more. */
    void forget() {
        certain.clear();
    }

    /** @return how many points were sent, the others were there */
    int append(String runId, Collection<Measurement> points) {
        List<Measurement> missing = certain.remove(runId) ? List.copyOf(points) : missing(runId, points);
        for (MetricBatch batch : MetricBatch.of(missing)) {
            server.logMetrics(runId, batch);
        }
        certain.add(runId);
        return missing.size();
    }

    private List<Measurement> missing(String runId, Collection<Measurement> points) {
        Set<Measurement> there = new HashSet<>();
        for (String key : points.stream().map(Measurement::key).collect(Collectors.toCollection(LinkedHashSet::new))) {
            there.addAll(server.history(runId, key));
        }
        List<Measurement> missing = new ArrayList<>();
        for (Measurement point : points) {
            if (there.add(point.stored())) {
                missing.add(point);
            }
        }
        return missing;
    }
}

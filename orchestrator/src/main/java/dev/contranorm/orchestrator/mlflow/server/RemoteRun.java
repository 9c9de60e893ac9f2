package dev.contranorm.orchestrator.mlflow.server;

import java.util.LinkedHashMap;
import java.util.Map;
import org.mlflow.api.proto.Service;

/**
 * A run on the server.
 *
 * @param status as MLflow names it, such as {@code FINISHED}
 * @param deleted whether someone deleted it on the server, which refuses changes to it until it is restored
 * @param artifactUri where its artifacts are; {@code mlflow-artifacts:/…} when the server proxies them
 * @param latest the newest point of each metric, by key
 */
public record RemoteRun(
        String id, String status, boolean deleted, String artifactUri, Map<String, Measurement> latest) {
    public RemoteRun {
        latest = Map.copyOf(latest);
    }

    static RemoteRun of(Service.Run run) {
        Map<String, Measurement> latest = new LinkedHashMap<>();
        for (Service.Metric metric : run.getData().getMetricsList()) {
            Measurement point =
                    new Measurement(metric.getKey(), metric.getValue(), metric.getTimestamp(), metric.getStep());
            latest.put(metric.getKey(), point.stored());
        }
        Service.RunInfo info = run.getInfo();
        return new RemoteRun(
                info.getRunId(),
                info.getStatus().name(),
                "deleted".equals(info.getLifecycleStage()),
                info.getArtifactUri(),
                latest);
    }
}

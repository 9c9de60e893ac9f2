package dev.contranorm.orchestrator.mlflow;

import dev.contranorm.orchestrator.mlflow.run.RunContent;
import dev.contranorm.orchestrator.mlflow.run.RunResults;
import dev.contranorm.orchestrator.mlflow.run.RunTags;
import dev.contranorm.orchestrator.mlflow.server.ArtifactFolder;
import dev.contranorm.orchestrator.mlflow.server.Measurement;
import dev.contranorm.orchestrator.mlflow.server.RemoteRun;
import dev.contranorm.orchestrator.mlflow.server.TrackingServer;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the content of runs to the server, in steps that can all be repeated. */
final class RunWriter {
    private static final Logger LOG = LoggerFactory.getLogger(RunWriter.class);

    private final TrackingServer server;
    private final MetricWriter metrics;
    private final String user;
    private boolean warnedOfArtifacts;

    RunWriter(TrackingServer server, MetricWriter metrics, String user) {
        this.server = server;
        this.metrics = metrics;
        this.user = user;
    }

    /**
     * Finds the run by its recorded id, or else by its identity, or creates it.
     *
     * @param recordedId id of the run, if it was recorded
     */
    Opened open(Optional<String> recordedId, String experimentId, RunContent content) {
        Optional<RemoteRun> found = recordedId.isPresent()
                ? recordedId.map(server::run)
                : server.findRun(experimentId, RunTags.IDENTITY, content.identity());
        if (found.isPresent()) {
            return new Opened(found.get(), false);
        }
        RemoteRun created = server.createRun(
                experimentId, content.name(), user, content.lifetime().start(), content.tags());
        metrics.created(created.id());
        return new Opened(created, true);
    }

    /** A run, and whether it is new. */
    record Opened(RemoteRun run, boolean created) {}

    /** Writes the params, which never change. */
    void params(RemoteRun run, RunContent content) {
        server.logParams(run.id(), content.params());
    }

    /** Writes the tags and the dataset, which change while a trial runs. */
    void describe(Opened opened, RunContent content) {
        if (!opened.created()) {
            server.setTags(opened.run().id(), content.tags());
        }
        content.dataset().ifPresent(input -> server.logDataset(opened.run().id(), input));
    }

    /** Writes the status and, once the run has ended, its results. */
    void conclude(RemoteRun run, RunContent content) {
        if (content.lifetime().ended()) {
            finalMetrics(run, content.results());
            artifacts(run, content.results());
        }
        boolean changed = !run.status().equals(content.lifetime().status().name());
        if (changed || content.lifetime().ended()) {
            server.setStatus(
                    run.id(), content.lifetime().status(), content.lifetime().end());
        }
    }

    private void finalMetrics(RemoteRun run, RunResults results) {
        List<Measurement> missing = results.metrics().stream()
                .filter(metric -> !metric.stored().equals(run.latest().get(metric.key())))
                .toList();
        if (!missing.isEmpty()) {
            metrics.append(run.id(), missing);
        }
    }

    private void artifacts(RemoteRun run, RunResults results) {
        Optional<ArtifactFolder> folder = ArtifactFolder.of(run.artifactUri());
        if (folder.isPresent()) {
            results.artifacts().forEach((name, bytes) -> server.putArtifact(folder.get(), name, bytes));
            results.checkpoint()
                    .forEach(file -> server.putArtifact(
                            folder.get(), RunResults.CHECKPOINT_FOLDER + "/" + file.getFileName(), file));
        } else if (!warnedOfArtifacts) {
            warnedOfArtifacts = true;
            LOG.warn(
                    "MLflow stores artifacts at {} and does not proxy them, so no artifacts are uploaded. Start the server"
                            + " with --serve-artifacts and --artifacts-destination",
                    run.artifactUri());
        }
    }
}

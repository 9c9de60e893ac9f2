package dev.contranorm.orchestrator.mlflow;

import dev.contranorm.orchestrator.mlflow.run.CheckpointFiles;
import dev.contranorm.orchestrator.mlflow.run.RunContent;
import dev.contranorm.orchestrator.mlflow.server.ArtifactFolder;
import dev.contranorm.orchestrator.mlflow.server.Measurement;
import dev.contranorm.orchestrator.mlflow.server.RemoteRun;
import dev.contranorm.orchestrator.mlflow.server.TrackingServer;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings one run to what its {@link RunContent} says, in steps that may all be repeated. */
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
     * The run: the one recorded, or the one with that identity, or a new one.
     *
     * @param recorded id of the run as recorded, if one was
     */
    Opened open(Optional<String> recorded, String experimentId, RunContent content) {
        Optional<RemoteRun> found =
                recorded.isPresent() ? recorded.map(server::run) : server.findRun(experimentId, content.identity());
        if (found.isPresent()) {
            return new Opened(found.get(), false);
        }
        RemoteRun created = server.createRun(experimentId, content.name(), user, content.start(), content.tags());
        metrics.created(created.id());
        return new Opened(created, true);
    }

    /** A run and whether it is new. */
    record Opened(RemoteRun run, boolean created) {}

    /** Parameters, once: they never change. */
    void parameters(RemoteRun run, RunContent content) {
        server.logParams(run.id(), content.params());
    }

    /** Tags and the dataset, which say more the further a trial is. Writing the same again changes nothing. */
    void describe(Opened opened, RunContent content) {
        if (!opened.created()) {
            server.setTags(opened.run().id(), content.tags());
        }
        content.dataset().ifPresent(input -> server.logDataset(opened.run().id(), input));
    }

    /** Final values, artifacts and the state; for a trial that has not ended, the state only. */
    void conclude(RemoteRun run, RunContent content) {
        if (content.state().ended()) {
            List<Measurement> missing = content.results().stream()
                    .filter(result -> !result.stored().equals(run.latest().get(result.key())))
                    .toList();
            if (!missing.isEmpty()) {
                metrics.append(run.id(), missing);
            }
            putArtifacts(run, content);
        }
        if (!run.status().equals(content.state().name()) || content.end().isPresent()) {
            server.setState(run.id(), content.state(), content.end());
        }
    }

    private void putArtifacts(RemoteRun run, RunContent content) {
        Optional<ArtifactFolder> folder = ArtifactFolder.of(run.artifactUri());
        if (folder.isPresent()) {
            content.artifacts().forEach((name, bytes) -> server.putArtifact(folder.get(), name, bytes));
            content.checkpoint()
                    .forEach(file ->
                            server.putArtifact(folder.get(), CheckpointFiles.FOLDER + "/" + file.getFileName(), file));
        } else if (!warnedOfArtifacts) {
            warnedOfArtifacts = true;
            LOG.warn(
                    "MLflow keeps the artifacts of its runs at {} and does not pass them on; they are left out. Start the"
                            + " server with --serve-artifacts and --artifacts-destination",
                    run.artifactUri());
        }
    }
}

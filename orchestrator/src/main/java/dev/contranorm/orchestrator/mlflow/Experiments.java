package dev.contranorm.orchestrator.mlflow;

import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.orchestrator.mlflow.run.RunTags;
import dev.contranorm.orchestrator.mlflow.server.RequestRefusedException;
import dev.contranorm.orchestrator.mlflow.server.TrackingServer;
import java.util.HashMap;
import java.util.Map;
import org.mlflow.api.proto.Service;

/** One experiment per family of sweeps: all sweeps of a name share one. */
final class Experiments {
    private final TrackingServer server;
    private final Map<String, String> known = new HashMap<>();

    Experiments(TrackingServer server) {
        this.server = server;
    }

    /** The id of a sweep's experiment, which is created when the server has none of that name. */
    String idOf(Sweep sweep) {
        return known.computeIfAbsent(sweep.name(), name -> findOrCreate(sweep));
    }

    private String findOrCreate(Sweep sweep) {
        return server.experimentNamed(sweep.name())
                .map(Experiments::active)
                .orElseGet(() -> server.createExperiment(
                        sweep.name(),
                        Map.of(
                                RunTags.NOTE,
                                "Sweeps named \"" + sweep.name()
                                        + "\": a run per trial, and per cell a summary run over its seeds"
                                        + " (`tags.\"" + RunTags.KIND
                                        + "\" = 'cell'`). Written by the sweep platform from its"
                                        + " results database, which stays the authority.")));
    }

    private static String active(Service.Experiment experiment) {
        if ("deleted".equals(experiment.getLifecycleStage())) {
            throw new RequestRefusedException(
                    "DELETED",
                    "the experiment \"" + experiment.getName() + "\" was deleted on the MLflow server; restore it"
                            + " (mlflow experiments restore --experiment-id " + experiment.getExperimentId()
                            + ") or remove it for good (mlflow gc)");
        }
        return experiment.getExperimentId();
    }

    /** Whether the server still has that experiment under that name. */
    boolean has(String name, String experimentId) {
        return server.experimentNamed(name)
                .filter(experiment -> experiment.getExperimentId().equals(experimentId))
                .isPresent();
    }

    void forget() {
        known.clear();
    }
}

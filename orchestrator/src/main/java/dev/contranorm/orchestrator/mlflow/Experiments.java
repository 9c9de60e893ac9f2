package dev.contranorm.orchestrator.mlflow;

import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.orchestrator.mlflow.run.RunTags;
import dev.contranorm.orchestrator.mlflow.server.RequestRefusedException;
import dev.contranorm.orchestrator.mlflow.server.TrackingServer;
import java.util.HashMap;
import java.util.Map;
import org.mlflow.api.proto.Service;

/** One experiment for all sweeps of the same name. */
final class Experiments {
    private final TrackingServer server;
    private final Map<String, String> idsByName = new HashMap<>();

    Experiments(TrackingServer server) {
        this.server = server;
    }

    /**
     * The id of a sweep's experiment, which is created if the server has none of that name.
     *
     * @throws RequestRefusedException when someone deleted the experiment
     */
    String idOf(Sweep sweep) {
        return idsByName.computeIfAbsent(sweep.name(), this::findOrCreate);
    }

    private String findOrCreate(String name) {
        return server.experimentNamed(name)
                .map(Experiments::activeId)
                .orElseGet(() -> server.createExperiment(name, Map.of(RunTags.DESCRIPTION, description(name))));
    }

    private static String description(String name) {
        return "All sweeps named \"" + name
                + "\": one run for each trial, and for each cell a summary run over its seeds"
                + " (`tags.\"" + RunTags.KIND
                + "\" = 'cell'`). Written by the sweep platform from its results database,"
                + " which remains authoritative.";
    }

    private static String activeId(Service.Experiment experiment) {
        if ("deleted".equals(experiment.getLifecycleStage())) {
            throw new RequestRefusedException(
                    "DELETED",
                    "the experiment \"" + experiment.getName() + "\" was deleted on the MLflow server; restore it"
                            + " (mlflow experiments restore --experiment-id " + experiment.getExperimentId()
                            + ") or remove it permanently (mlflow gc)");
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
        idsByName.clear();
    }
}

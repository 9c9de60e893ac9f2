package dev.contranorm.orchestrator.mlflow;

import dev.contranorm.db.projection.CellProjection;
import dev.contranorm.db.projection.ProjectionStore;
import dev.contranorm.db.projection.ProjectionTarget;
import dev.contranorm.db.projection.SweepProjection;
import dev.contranorm.db.projection.TrialProjection;
import dev.contranorm.orchestrator.mlflow.server.RequestRefusedException;
import dev.contranorm.orchestrator.mlflow.server.ServerUnavailableException;
import java.util.List;
import java.util.Optional;

/** Goes once through everything that the server lacks. What it refuses is noted and passed by. */
final class ProjectionRound {
    private static final int TRIALS_A_PAGE = 200;
    /** So many answers of trouble in a row are not the fault of single trials. */
    private static final int MOST_TROUBLES = 3;

    private final ProjectionStore projections;
    private final ProjectionTarget target;
    private final Experiments experiments;
    private final TrialProjector trials;
    private final CellProjector cells;
    private final SyncReportBuilder tally = new SyncReportBuilder();
    private int troubles;

    ProjectionRound(
            ProjectionStore projections,
            ProjectionTarget target,
            Experiments experiments,
            TrialProjector trials,
            CellProjector cells) {
        this.projections = projections;
        this.target = target;
        this.experiments = experiments;
        this.trials = trials;
        this.cells = cells;
    }

    /**
     * @throws ServerUnavailableException when the server cannot be reached
     * @throws RequestRefusedException that {@link RequestRefusedException#missing} when the server lost a run that is recorded
     */
    SyncReport run() {
        for (SweepProjection sweep : projections.sweeps(target)) {
            try {
                sweep(sweep);
            } catch (RequestRefusedException refused) {
                note("sweep \"" + sweep.sweep().name() + "\"", refused);
            }
        }
        return tally.report();
    }

    private void sweep(SweepProjection sweep) {
        long id = sweep.sweep().id();
        String experimentId = experiments.idOf(sweep.sweep());
        if (!sweep.experimentId().equals(Optional.of(experimentId))) {
            projections.experiment(target, id, experimentId);
        }
        long after = 0;
        List<TrialProjection> page = projections.trials(target, id, after, TRIALS_A_PAGE);
        while (!page.isEmpty()) {
            for (TrialProjection trial : page) {
                after = trial.trial().id();
                attempt("trial " + after, () -> trials.push(sweep.sweep(), experimentId, trial, tally));
            }
            page = projections.trials(target, id, after, TRIALS_A_PAGE);
        }
        for (CellProjection cell : projections.cells(target, id)) {
            attempt("cell " + cell.cell().cellHash(), () -> cells.push(sweep.sweep(), experimentId, cell, tally));
        }
    }

    private void attempt(String what, Runnable push) {
        try {
            push.run();
            troubles = 0;
        } catch (RequestRefusedException refused) {
            note(what, refused);
        } catch (ServerUnavailableException away) {
            troubles++;
            if (!away.single() || troubles >= MOST_TROUBLES) {
                throw away;
            }
            tally.problem(what + ": " + away.getMessage());
        }
    }

    private void note(String what, RequestRefusedException refused) {
        if (refused.missing()) {
            throw refused;
        }
        tally.problem(what + ": " + refused.getMessage());
    }
}

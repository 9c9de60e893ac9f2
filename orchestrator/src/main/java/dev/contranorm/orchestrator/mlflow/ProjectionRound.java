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

/** Pushes everything that the server does not have yet. What the server refuses is reported and skipped. */
final class ProjectionRound {
    private static final int TRIALS_PER_PAGE = 200;
    /** This many internal errors in a row are not caused by single trials. */
    private static final int MAX_ERRORS_IN_A_ROW = 3;

    private final ProjectionStore projections;
    private final ProjectionTarget target;
    private final Experiments experiments;
    private final TrialProjector trials;
    private final CellProjector cells;
    private final SyncReportBuilder report = new SyncReportBuilder();
    private int errorsInARow;

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
     * @throws RequestRefusedException that is {@link RequestRefusedException#missing} when the server lost a recorded run
     */
    SyncReport run() {
        for (SweepProjection sweep : projections.sweeps(target)) {
            try {
                project(sweep);
            } catch (RequestRefusedException refused) {
                reportRefusal("sweep \"" + sweep.sweep().name() + "\"", refused);
            }
        }
        return report.build();
    }

    private void project(SweepProjection sweep) {
        long id = sweep.sweep().id();
        String experimentId = experiments.idOf(sweep.sweep());
        if (!sweep.experimentId().equals(Optional.of(experimentId))) {
            projections.experiment(target, id, experimentId);
        }
        long after = 0;
        List<TrialProjection> page = projections.trials(target, id, after, TRIALS_PER_PAGE);
        while (!page.isEmpty()) {
            for (TrialProjection trial : page) {
                after = trial.trial().id();
                skipIfRefused("trial " + after, () -> trials.project(sweep.sweep(), experimentId, trial, report));
            }
            page = projections.trials(target, id, after, TRIALS_PER_PAGE);
        }
        for (CellProjection cell : projections.cells(target, id)) {
            skipIfRefused(
                    "cell " + cell.cell().spec().cellHash(),
                    () -> cells.project(sweep.sweep(), experimentId, cell, report));
        }
    }

    private void skipIfRefused(String subject, Runnable push) {
        try {
            push.run();
            errorsInARow = 0;
        } catch (RequestRefusedException refused) {
            reportRefusal(subject, refused);
        } catch (ServerUnavailableException failure) {
            errorsInARow++;
            if (!failure.internalError() || errorsInARow >= MAX_ERRORS_IN_A_ROW) {
                throw failure;
            }
            report.problem(subject + ": " + failure.getMessage());
        }
    }

    private void reportRefusal(String subject, RequestRefusedException refused) {
        if (refused.missing()) {
            throw refused;
        }
        report.problem(subject + ": " + refused.getMessage());
    }
}

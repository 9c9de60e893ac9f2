package dev.contranorm.orchestrator.mlflow;

import dev.contranorm.db.projection.CellProjection;
import dev.contranorm.db.projection.ProjectionStore;
import dev.contranorm.db.projection.ProjectionTarget;
import dev.contranorm.db.projection.SweepProjection;
import dev.contranorm.db.projection.TrialProjection;
import java.util.List;
import java.util.Optional;

/** Goes once through everything that the server lacks. What it refuses is noted and passed by. */
final class Round {
    private static final int TRIALS_A_PAGE = 200;
    /** So many answers of trouble in a row are not the fault of single trials. */
    private static final int MOST_TROUBLES = 3;

    private final ProjectionStore projections;
    private final ProjectionTarget target;
    private final Experiments experiments;
    private final TrialPush trials;
    private final CellPush cells;
    private final Tally tally = new Tally();
    private int troubles;

    Round(
            ProjectionStore projections,
            ProjectionTarget target,
            Experiments experiments,
            TrialPush trials,
            CellPush cells) {
        this.projections = projections;
        this.target = target;
        this.experiments = experiments;
        this.trials = trials;
        this.cells = cells;
    }

    /**
     * @throws ServerAwayException when the server cannot be reached
     * @throws RefusedException that {@link RefusedException#missing} when the server lost a run that is recorded
     */
    SyncReport run() {
        for (SweepProjection sweep : projections.sweeps(target)) {
            try {
                sweep(sweep);
            } catch (RefusedException refused) {
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
            attempt(
                    "cell " + cell.cell().spec().cellHash(),
                    () -> cells.push(sweep.sweep(), experimentId, cell, tally));
        }
    }

    private void attempt(String what, Runnable push) {
        try {
            push.run();
            troubles = 0;
        } catch (RefusedException refused) {
            note(what, refused);
        } catch (ServerAwayException away) {
            troubles++;
            if (!away.single() || troubles >= MOST_TROUBLES) {
                throw away;
            }
            tally.problem(what + ": " + away.getMessage());
        }
    }

    private void note(String what, RefusedException refused) {
        if (refused.missing()) {
            throw refused;
        }
        tally.problem(what + ": " + refused.getMessage());
    }
}

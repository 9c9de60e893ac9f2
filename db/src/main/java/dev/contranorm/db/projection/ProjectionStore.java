package dev.contranorm.db.projection;

import java.util.List;

/**
 * Remembers, for each tracking server, what it already has. The database is the truth, the server a projection of it, and a
 * round of projecting is:
 *
 * <pre>{@code
 * ProjectionTarget target = projections.target(uri);
 * for (SweepProjection sweep : projections.sweeps(target)) {
 *     // experiment: find or create by name, then
 *     projections.experiment(target, sweepId, experimentId);
 *     // trials: pages until one is empty (everything projected leaves the list, so ask again with the last trial's id)
 *     for (TrialProjection trial : projections.trials(target, sweepId, afterTrialId, 200)) {
 *         // no runId: create the run, then at once
 *         projections.run(target, trialId, runId);
 *         // PointPage page = projections.points(trialId, trial.pointsAfter(), 1000), push, until !page.more()
 *         projections.projected(target, List.of(new ProjectedTrial(trialId, runId, trial.version(), page.pointsAfter())));
 *     }
 *     for (CellProjection cell : projections.cells(target, sweepId)) { … projections.cell(target, sweepId, cellHash, runId, version); }
 * }
 * }</pre>
 *
 * Everything may be repeated: a crash between the server's answer and {@code run}/{@code projected} makes the same trial come
 * again, so look for an existing run by a tag with the trial's id before creating one. Trials are offered once they have
 * started or ended; pending and queued trials that never started are not. Cancelled ones are offered only if they had started
 * (so that a run does not stay RUNNING). A server that was emptied: {@link #forget} its target and go round again.
 */
public final class ProjectionStore {
    /** The target of that address, recorded when new. */
    public ProjectionTarget target(String uri) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Forgets everything that the server has: the next round pushes it all. */
    public void forget(ProjectionTarget target) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** All that is recorded of the target, so that it can be held against what the server really has. */
    public List<RecordedSweep> recorded(ProjectionTarget target) {
        throw new UnsupportedOperationException("not written yet");
    }

    /**
     * Runs the work while no other process projects to the target (an advisory lock of the session): two at a time would
     * create runs twice.
     *
     * @return false when another process is at it; then the work was not run
     */
    public boolean exclusively(ProjectionTarget target, Runnable work) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Sweeps with trials or cells to project, the oldest first. */
    public List<SweepProjection> sweeps(ProjectionTarget target) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Records the sweep's experiment; the last one recorded counts. */
    public void experiment(ProjectionTarget target, long sweepId, String experimentId) {
        throw new UnsupportedOperationException("not written yet");
    }

    /**
     * A page of trials of which the target lacks something, by id.
     *
     * @param afterTrialId 0 for the first page, else the id of the last trial of the page before
     */
    public List<TrialProjection> trials(ProjectionTarget target, long sweepId, long afterTrialId, int limit) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Records a trial's run as soon as it exists, before anything else is pushed. */
    public void run(ProjectionTarget target, long trialId, String runId) {
        throw new UnsupportedOperationException("not written yet");
    }

    /**
     * Points behind a watermark. For a reused result: the original's.
     *
     * @param limit least number of points after which a page ends; a page can have a few hundred more, because it ends at
     *     the end of a stored chunk
     */
    public PointPage points(long trialId, long pointsAfter, int limit) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Records what has been pushed of these trials. Watermarks and versions never go back. */
    public void projected(ProjectionTarget target, List<ProjectedTrial> trials) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Cells with at least one ended trial whose numbers the target lacks, in the order of the plan. */
    public List<CellProjection> cells(ProjectionTarget target, long sweepId) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Records a cell's summary run and the version of the numbers pushed (-1: the run exists, the numbers are still to come). */
    public void cell(ProjectionTarget target, long sweepId, String cellHash, String runId, long version) {
        throw new UnsupportedOperationException("not written yet");
    }
}

package dev.contranorm.db.result;

import dev.contranorm.db.trial.MetricPoint;
import java.util.List;

/** Results, read only. */
public final class ResultStore {
    /** The cells of a sweep in the order of its plan. */
    public List<CellRow> cells(long sweepId) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Trials with the best values of the sweep's metric, the best first. */
    public List<TrialRow> best(long sweepId, int limit) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** A page of trials in the order of the plan; the first page is {@code fromIndex} 0. */
    public List<TrialRow> trials(long sweepId, long fromIndex, int limit) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Failed trials in the order of the plan. */
    public List<TrialRow> failed(long sweepId, int limit) {
        throw new UnsupportedOperationException("not written yet");
    }

    /**
     * Every point of a trial by name and step. Where attempts measured the same step, the newest counts. A trial with a reused
     * result has the history of the original.
     */
    public List<MetricPoint> history(long trialId) {
        throw new UnsupportedOperationException("not written yet");
    }
}

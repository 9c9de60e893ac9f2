package dev.contranorm.db.sweep;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The sweeps. Every writing call is one transaction and safe to repeat. */
public final class SweepStore {
    /** Records a sweep in state EXPANDING. The same definition hash gives the sweep that exists, whatever its state. */
    public Sweep submit(NewSweep sweep) {
        throw new UnsupportedOperationException("not written yet");
    }

    public Optional<Sweep> find(long id) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** The youngest sweep of that name. */
    public Optional<Sweep> newestNamed(String name) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** The youngest first. */
    public List<Sweep> list(int limit) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** The oldest first. */
    public List<Sweep> inStates(Set<SweepState> states) {
        throw new UnsupportedOperationException("not written yet");
    }

    /**
     * Moves the sweep when the table allows it; already being there counts as moved.
     *
     * @return false when the table forbids the move, or there is no such sweep
     */
    public boolean move(long id, SweepState to) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Leaves PAUSED, STOPPING, FINISHED or CANCELLED for EXPANDING when trials are still to be written, else for RUNNING. */
    public boolean resume(long id) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** @throws java.util.NoSuchElementException when there is no such sweep */
    public SweepProgress progress(long id) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Moves to FINISHED what is RUNNING (all planned trials written) or STOPPING and whose trials all ended. Returns how many. */
    public int finishCompleted() {
        throw new UnsupportedOperationException("not written yet");
    }
}

package dev.contranorm.db.event;

import java.util.Set;

/**
 * What {@link EventStore#apply} did with a batch.
 *
 * @param applied changes that were new and took effect
 * @param repeated changes that had been applied before
 * @param fenced late changes, of an older attempt or of a trial that had ended: counted in the attempt, otherwise ignored
 * @param unknown changes of trials that the database does not have
 * @param sweeps sweeps in which the state of a trial changed
 * @param unwanted trials that had ended when a worker started or continued them: cancel them on the bus
 * @param stopped sweeps that this batch stopped because more trials failed than {@code maxFailedTrials} allows
 */
public record ApplyResult(
        int applied, int repeated, int fenced, int unknown, Set<Long> sweeps, Set<Long> unwanted, Set<Long> stopped) {
    public ApplyResult {
        sweeps = Set.copyOf(sweeps);
        unwanted = Set.copyOf(unwanted);
        stopped = Set.copyOf(stopped);
    }
}

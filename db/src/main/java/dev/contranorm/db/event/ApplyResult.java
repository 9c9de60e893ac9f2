package dev.contranorm.db.event;

import java.util.Set;

/**
 * What {@link EventStore#apply} did with a batch.
 *
 * @param applied changes that were new and counted
 * @param repeated changes that had been applied before
 * @param fenced late changes: of an older attempt, or of a trial that had ended; counted in the attempt and ignored
 * @param unknown changes of trials that the database does not have
 * @param sweeps sweeps of which a trial changed its state
 * @param unwanted trials that had ended when a worker began or went on with them: they should be cancelled on the bus
 * @param stopped sweeps that this batch stopped because more trials failed than {@code maxFailedTrials} bears
 */
public record ApplyResult(
        int applied, int repeated, int fenced, int unknown, Set<Long> sweeps, Set<Long> unwanted, Set<Long> stopped) {
    public ApplyResult {
        sweeps = Set.copyOf(sweeps);
        unwanted = Set.copyOf(unwanted);
        stopped = Set.copyOf(stopped);
    }
}

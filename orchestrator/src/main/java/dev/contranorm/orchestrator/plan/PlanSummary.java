package dev.contranorm.orchestrator.plan;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a plan would run.
 *
 * @param known trials whose result exists already and is reused
 * @param estimate total worker time of the other trials; empty when no duration was ever measured
 */
public record PlanSummary(
        String name, long cells, long trials, List<AxisValues> axes, long known, Optional<Estimate> estimate) {
    public PlanSummary {
        Objects.requireNonNull(name, "name");
        axes = List.copyOf(axes);
        Objects.requireNonNull(estimate, "estimate");
    }

    /** One axis as text: its key, its values, and its condition ("" = always). */
    public record AxisValues(String key, String values, String when) {}

    /**
     * @param total time of all trials that remain, one after another
     * @param measured trials of a kind that was measured; the others are estimated by the mean of these
     */
    public record Estimate(Duration total, long measured, long unmeasured) {
        /** Time with this many workers that share the work evenly. */
        public Duration on(int workers) {
            return total.dividedBy(Math.max(1, workers));
        }
    }

    /** Number of trials that would be trained. */
    public long toRun() {
        return trials - known;
    }
}

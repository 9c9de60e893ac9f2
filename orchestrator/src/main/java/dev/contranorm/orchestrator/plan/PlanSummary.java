package dev.contranorm.orchestrator.plan;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a plan would do, before anything runs.
 *
 * @param known trials whose result exists already and is reused
 * @param estimate worker time of the other trials, all added up; empty when no duration was ever measured
 */
public record PlanSummary(
        String name, long cells, long trials, List<AxisValues> axes, long known, Optional<Estimate> estimate) {
    public PlanSummary {
        Objects.requireNonNull(name, "name");
        axes = List.copyOf(axes);
        Objects.requireNonNull(estimate, "estimate");
    }

    /** One axis as a line: its key, its values in words, and when it applies ("" = always). */
    public record AxisValues(String key, String values, String when) {}

    /**
     * @param total time of all trials still to run, one after the other
     * @param measured trials of a kind that was measured; the others are taken as the mean of these
     */
    public record Estimate(Duration total, long measured, long unmeasured) {
        /** Time on so many workers that share the work evenly. */
        public Duration on(int workers) {
            return total.dividedBy(Math.max(1, workers));
        }
    }

    /** Trials that would be trained. */
    public long toRun() {
        return trials - known;
    }
}

package dev.contranorm.db.result;

import dev.contranorm.db.connection.Access;
import dev.contranorm.db.trial.TrialRows;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What the sweeps so far say about a planned one: which of its results exist, and how long its trials take. Read only. */
public final class KnownResultStore {
    private final Access access;

    public KnownResultStore(Access access) {
        this.access = access;
    }

    /** Those of the hashes whose trial has ended with a result in some sweep. */
    public Set<String> withResult(Collection<String> hashes) {
        return access.read(handle -> handle.createQuery(
                        "SELECT DISTINCT hash FROM trial WHERE state IN ('succeeded', 'stopped') AND hash = ANY (:hashes)")
                .bindArray("hashes", String.class, hashes)
                .mapTo(String.class)
                .set());
    }

    /**
     * The mean wall time of the trials with a result that were trained, not reused.
     *
     * @param parameters only trials with these values of these parameters count; values as text
     * @return empty when there is no such trial
     */
    public Optional<Duration> meanWallTime(
            String dataset, String backbone, String norm, Map<String, String> parameters) {
        OptionalDouble seconds = access.read(handle -> handle.createQuery(
                        """
                        SELECT avg(wall_seconds) AS seconds FROM trial_detail
                        WHERE state IN ('succeeded', 'stopped') AND reused_from IS NULL
                        AND dataset = :dataset AND backbone = :backbone AND norm = :norm
                        AND NOT EXISTS (SELECT 1 FROM unnest(:names, :values) AS wanted (name, value)
                            WHERE parameters ->> wanted.name IS DISTINCT FROM wanted.value)""")
                .bind("dataset", dataset)
                .bind("backbone", backbone)
                .bind("norm", norm)
                .bindArray("names", String.class, parameters.keySet())
                .bindArray("values", String.class, parameters.values())
                .map((row, context) -> TrialRows.optionalDouble(row, "seconds"))
                .one());
        return seconds.isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(Math.round(1000 * seconds.getAsDouble())));
    }
}

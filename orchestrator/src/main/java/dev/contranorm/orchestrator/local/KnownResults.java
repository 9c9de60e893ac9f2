package dev.contranorm.orchestrator.local;

import dev.contranorm.db.query.ReadOnlyQuery;
import dev.contranorm.orchestrator.local.home.SweepHome;
import dev.contranorm.orchestrator.plan.History;
import dev.contranorm.zoo.trial.TrialSpec;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Results of earlier sweeps in the database of a home folder. */
public final class KnownResults implements History {
    private final ReadOnlyQuery query;

    private KnownResults(ReadOnlyQuery query) {
        this.query = query;
    }

    /** Calls {@code use} with the history, which is valid only during the call; empty when nothing has been run yet. */
    public static <T> T of(SweepHome folder, Map<String, String> environment, Function<History, T> use) {
        boolean none = environment.getOrDefault("DATABASE_URL", "").isBlank() && !folder.hasDatabase();
        if (none) {
            return use.apply(History.NONE);
        }
        try (ResultsDatabase house = ResultsDatabase.open(folder, environment)) {
            return use.apply(new KnownResults(house.database().query()));
        }
    }

    @Override
    public Set<String> succeeded(Collection<String> hashes) {
        if (hashes.isEmpty()) {
            return Set.of();
        }
        String list = hashes.stream().map(KnownResults::text).collect(Collectors.joining(", "));
        return query
                .run(
                        "select distinct hash from trial where state in ('succeeded', 'stopped') and hash in (" + list
                                + ")",
                        hashes.size())
                .rows()
                .stream()
                .map(row -> (String) row.get(0))
                .collect(Collectors.toSet());
    }

    /** The mean of trials with the same dataset, backbone, norm, depth and epochs. */
    @Override
    public Optional<Duration> typical(TrialSpec spec) {
        List<List<Object>> rows = query.run(
                        "select avg(wall_seconds)::float8 from trial_detail where state in ('succeeded', 'stopped')"
                                + " and reused_from is null and dataset = " + text(spec.dataset())
                                + " and backbone = " + text(spec.backbone()) + " and norm = " + text(spec.norm())
                                + same("depth", spec) + same("epochs", spec),
                        1)
                .rows();
        return rows.isEmpty() || rows.get(0).get(0) == null
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(
                        Math.round(1000 * ((Number) rows.get(0).get(0)).doubleValue())));
    }

    private static String same(String key, TrialSpec spec) {
        Object value = spec.parameters().get(key);
        return value == null ? "" : " and parameters ->> '" + key + "' = " + text(value.toString());
    }

    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}

package dev.contranorm.orchestrator.local;

import dev.contranorm.db.result.KnownResultStore;
import dev.contranorm.orchestrator.local.home.SweepHome;
import dev.contranorm.orchestrator.plan.History;
import dev.contranorm.zoo.trial.TrialSpec;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Results of earlier sweeps in the database of a home folder. */
public final class KnownResults implements History {
    private final KnownResultStore results;

    private KnownResults(KnownResultStore results) {
        this.results = results;
    }

    /** Calls {@code use} with the history, which is valid only during the call; empty when nothing has been run yet. */
    public static <T> T of(SweepHome folder, Map<String, String> environment, Function<History, T> use) {
        boolean none = environment.getOrDefault("DATABASE_URL", "").isBlank() && !folder.hasDatabase();
        if (none) {
            return use.apply(History.NONE);
        }
        try (ResultsDatabase database = ResultsDatabase.open(folder, environment)) {
            return use.apply(new KnownResults(database.database().knownResults()));
        }
    }

    @Override
    public Set<String> succeeded(Collection<String> hashes) {
        return results.withResult(hashes);
    }

    /** The mean of trials with the same dataset, backbone, norm, depth and epochs. */
    @Override
    public Optional<Duration> typical(TrialSpec spec) {
        Map<String, String> same = new TreeMap<>();
        for (String name : List.of("depth", "epochs")) {
            Object value = spec.parameters().get(name);
            if (value != null) {
                same.put(name, value.toString());
            }
        }
        return results.meanWallTime(spec.dataset(), spec.backbone(), spec.norm(), same);
    }
}

package dev.contranorm.orchestrator.local;

import dev.contranorm.db.result.KnownResultStore;
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

/** What earlier sweeps left in the database of a house. */
public final class KnownResults implements History {
    private final KnownResultStore results;

    private KnownResults(KnownResultStore results) {
        this.results = results;
    }

    /** Calls with the history, which is only valid during the call; with an empty one where nothing has been run yet. */
    public static <T> T of(HouseFolder folder, Map<String, String> environment, Function<History, T> use) {
        boolean none = environment.getOrDefault("DATABASE_URL", "").isBlank() && !folder.hasDatabase();
        if (none) {
            return use.apply(History.NONE);
        }
        try (HouseDatabase house = HouseDatabase.open(folder, environment, false)) {
            return use.apply(new KnownResults(house.database().knownResults()));
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

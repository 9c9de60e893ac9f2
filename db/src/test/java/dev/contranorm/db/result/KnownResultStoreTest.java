package dev.contranorm.db.result;

import static dev.contranorm.db.Given.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contranorm.db.Database;
import dev.contranorm.db.Given;
import dev.contranorm.db.TestDatabase;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.sweep.SweepLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KnownResultStoreTest {
    private static Database database;

    /** One cell of depth 1 with a result and a failure, one of depth 2 that waits; the result once more in a later sweep. */
    @BeforeAll
    static void open() {
        database = TestDatabase.open(KnownResultStoreTest.class);
        Sweep sweep = database.sweeps().submit(Given.newSweep(3, SweepLimits.none()));
        database.trials().addChunk(sweep.id(), 0, Given.trials("known", 0, 3));
        List<Long> ids = Given.published(database);
        database.events()
                .apply(List.of(
                        attempt(ids.get(0), 1).finished(0.8),
                        attempt(ids.get(1), 1).failed(false)));
        Sweep again = database.sweeps().submit(Given.newSweep(1, SweepLimits.none()));
        database.trials().addChunk(again.id(), 0, Given.trials("known", 0, 1));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void onlyTrialsWithAResultAreKnown() {
        assertThat(database.knownResults().withResult(List.of("known-0-0", "known-0-1", "known-1-0", "never-heard-of")))
                .containsExactly("known-0-0");
        assertThat(database.knownResults().withResult(List.of())).isEmpty();
    }

    @Test
    void theMeanWallTimeIsThatOfTrialsWithTheSameParameters() {
        assertThat(wallTime("cora", Map.of("depth", "1", "norm.scale", "0.5"))).contains(Duration.ofMinutes(1));
        assertThat(wallTime("cora", Map.of())).contains(Duration.ofMinutes(1));
        assertThat(wallTime("cora", Map.of("depth", "2"))).isEmpty();
        assertThat(wallTime("cora", Map.of("epochs", "200"))).isEmpty();
        assertThat(wallTime("citeseer", Map.of())).isEmpty();
    }

    @Test
    void quotesInValuesArePartOfTheValue() {
        String hostile = "' or 'a' = 'a";
        assertThat(database.knownResults().withResult(List.of(hostile))).isEmpty();
        assertThat(wallTime(hostile, Map.of())).isEmpty();
        assertThat(wallTime("cora", Map.of(hostile, hostile))).isEmpty();
    }

    private static Optional<Duration> wallTime(String dataset, Map<String, String> parameters) {
        return database.knownResults().meanWallTime(dataset, "deep-gcn", "contra-norm", parameters);
    }
}

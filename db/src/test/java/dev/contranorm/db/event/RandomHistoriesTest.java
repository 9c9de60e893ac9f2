package dev.contranorm.db.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contranorm.db.Database;
import dev.contranorm.db.Given;
import dev.contranorm.db.Given.Reports;
import dev.contranorm.db.TestDatabase;
import dev.contranorm.db.sweep.SweepState;
import dev.contranorm.db.trial.AttemptState;
import dev.contranorm.db.trial.MetricPoint;
import dev.contranorm.db.trial.TrialDetail;
import dev.contranorm.db.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random lives of trials: attempts that finish, fail, are given back or vanish, their reports mixed. However the reports are
 * cut into batches, repeated from an earlier place or applied by two consumers at once, the outcome is the same.
 */
class RandomHistoriesTest {
    private static final int TRIALS = 12;

    private static Database database;

    @BeforeAll
    static void open() {
        database = TestDatabase.open(RandomHistoriesTest.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** What must not depend on how reports are delivered. */
    private record Outcome(
            TrialState state, int attempt, String metric, List<AttemptState> attempts, List<MetricPoint> history) {
        static Outcome of(long trialId) {
            TrialDetail trial = database.trials().find(trialId).orElseThrow();
            return new Outcome(
                    trial.status().state(),
                    trial.attempt(),
                    trial.status().metric().toString(),
                    trial.attempts().stream().map(attempt -> attempt.state()).toList(),
                    database.results().history(trialId));
        }
    }

    /** Of one sweep alone: trials that wait in earlier sweeps are cancelled. */
    private static List<Long> trials() {
        database.sweeps().inStates(Set.of(SweepState.RUNNING)).forEach(sweep -> database.sweeps()
                .move(sweep.id(), SweepState.CANCELLED));
        Given.sweep(database, TRIALS, Given.maxAttempts(3));
        return Given.published(database);
    }

    /** The reports of all trials, shuffled by the seed; each trial's own reports stay in order. */
    private static List<TrialChange> log(long seed, List<Long> ids) {
        Random random = new Random(seed);
        List<List<TrialChange>> lives = ids.stream().map(id -> life(random, id)).toList();
        List<Integer> turns = new ArrayList<>();
        for (int i = 0; i < lives.size(); i++) {
            for (int j = 0; j < lives.get(i).size(); j++) {
                turns.add(i);
            }
        }
        java.util.Collections.shuffle(turns, random);
        int[] next = new int[lives.size()];
        return turns.stream().map(life -> lives.get(life).get(next[life]++)).toList();
    }

    private static List<TrialChange> life(Random random, long id) {
        List<TrialChange> life = new ArrayList<>();
        int attempts = 1 + random.nextInt(4);
        Reports zombie = null;
        for (int number = 1; number <= attempts; number++) {
            Reports reports = Given.attempt(id, number);
            life.add(reports.started());
            for (int epoch = 1; epoch <= random.nextInt(4); epoch++) {
                life.add(random.nextBoolean() ? reports.measured(epoch, number + epoch / 10.0) : reports.heartbeat());
                if (zombie != null && random.nextInt(3) == 0) {
                    life.add(random.nextBoolean() ? zombie.heartbeat() : zombie.finished(0.1));
                }
            }
            zombie = null;
            switch (random.nextInt(6)) {
                case 0 -> life.add(reports.failed(true));
                case 1 -> life.add(reports.failed(false));
                case 2 -> life.add(reports.released());
                case 3 -> life.add(reports.finished(number / 10.0));
                default -> zombie = reports;
            }
        }
        return life;
    }

    private static void applyAll(List<TrialChange> log, IntFunction<Integer> batchSize) {
        for (int from = 0; from < log.size(); ) {
            int to = Math.min(log.size(), from + batchSize.apply(from));
            database.events().apply(log.subList(from, to));
            from = to;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theWayOfDeliveryDoesNotMatter(long seed) throws Exception {
        List<Long> oneByOne = trials();
        applyAll(log(seed, oneByOne), from -> 1);
        List<Outcome> expected = oneByOne.stream().map(Outcome::of).toList();

        List<Long> atOnce = trials();
        applyAll(log(seed, atOnce), from -> Integer.MAX_VALUE / 2);
        assertThat(atOnce.stream().map(Outcome::of)).isEqualTo(expected);

        List<Long> rewound = trials();
        rewinding(log(seed, rewound), new Random(seed));
        assertThat(rewound.stream().map(Outcome::of)).isEqualTo(expected);

        List<Long> twice = trials();
        List<TrialChange> log = log(seed, twice);
        Callable<Void> consumer = () -> {
            applyAll(log, from -> 5);
            return null;
        };
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (Future<Void> done : threads.invokeAll(List.of(consumer, consumer))) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(twice.stream().map(Outcome::of)).isEqualTo(expected);
    }

    /** A consumer that dies repeatedly after its commit to the database and before its commit to the bus. */
    private static void rewinding(List<TrialChange> log, Random random) {
        int committed = 0;
        while (committed < log.size()) {
            int to = Math.min(log.size(), committed + 1 + random.nextInt(9));
            database.events().apply(log.subList(Math.max(0, committed - random.nextInt(12)), to));
            if (random.nextInt(3) > 0) {
                committed = to;
            }
        }
    }
}

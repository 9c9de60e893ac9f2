package dev.contranorm.db.bench;

import dev.contranorm.db.Database;
import dev.contranorm.db.Given;
import dev.contranorm.db.connection.DatabaseSettings;
import dev.contranorm.db.outbox.OutboxBatch;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.sweep.SweepLimits;
import dev.contranorm.db.trial.TrialState;
import java.util.Optional;

/** Writes a sweep of 100,000 trials and publishes it, in a process of its own with a small heap. */
final class LargeSweep {
    private static final int TRIALS = 100_000;
    private static final int CHUNK = 1000;

    private LargeSweep() {}

    public static void main(String[] arguments) {
        DatabaseSettings settings = new DatabaseSettings(
                System.getenv("DATABASE_URL"),
                System.getenv("DATABASE_USER"),
                System.getenv("DATABASE_PASSWORD"),
                DatabaseSettings.DEFAULT_POOL_SIZE);
        try (Database database = Database.open(settings)) {
            Sweep sweep = database.sweeps().submit(Given.newSweep(TRIALS, SweepLimits.none()));
            long start = System.nanoTime();
            for (int from = 0; from < TRIALS; from += CHUNK) {
                database.trials().addChunk(sweep.id(), from, Given.trials("large", from, CHUNK));
            }
            report("written", start);
            start = System.nanoTime();
            Optional<OutboxBatch> batch = database.outbox().claim(CHUNK, "{}");
            while (batch.isPresent()) {
                database.outbox().published(batch.get().id());
                batch = database.outbox().claim(CHUNK, "{}");
            }
            report("claimed and confirmed", start);
            start = System.nanoTime();
            if (database.sweeps().progress(sweep.id()).count(TrialState.QUEUED) != TRIALS) {
                throw new IllegalStateException("not every trial was published");
            }
            System.out.printf("progress: %.0f ms%n", (System.nanoTime() - start) / 1e6);
            start = System.nanoTime();
            database.results().cells(sweep.id());
            System.out.printf("cells: %.0f ms%n", (System.nanoTime() - start) / 1e6);
        }
    }

    private static void report(String what, long start) {
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%,d trials %s in %.2f s: %,.0f trials/s%n", TRIALS, what, seconds, TRIALS / seconds);
    }
}

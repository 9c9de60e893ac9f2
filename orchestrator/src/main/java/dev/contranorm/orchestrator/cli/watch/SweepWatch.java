package dev.contranorm.orchestrator.cli.watch;

import dev.contranorm.db.Database;
import dev.contranorm.db.sweep.Sweep;
import java.time.Duration;
import java.time.Instant;

/** Looks at a sweep again and again until it has ended. */
public final class SweepWatch {
    private static final Duration PAUSE = Duration.ofMillis(400);

    private final Database database;
    private final View view;
    private final Runnable check;

    /** @param check runs at every look; what it throws ends the watch */
    public SweepWatch(Database database, View view, Runnable check) {
        this.database = database;
        this.view = view;
        this.check = check;
    }

    /** Returns the last look, at the ended sweep. */
    public Snapshot untilEnded(Sweep sweep) throws InterruptedException {
        while (true) {
            Snapshot snapshot = look(sweep);
            view.show(snapshot);
            if (snapshot.ended()) {
                return snapshot;
            }
            check.run();
            Thread.sleep(PAUSE.toMillis());
        }
    }

    /** One look. */
    public Snapshot look(Sweep sweep) {
        return new Snapshot(
                sweep, database.sweeps().progress(sweep.id()), database.trials().running(sweep.id()), Instant.now());
    }
}

package dev.contranorm.db;

import dev.contranorm.db.event.EventHeader;
import dev.contranorm.db.event.TrialChange;
import dev.contranorm.db.outbox.OutboxBatch;
import dev.contranorm.db.sweep.NewSweep;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.sweep.SweepLimits;
import dev.contranorm.db.trial.MetricPoint;
import dev.contranorm.db.trial.ResourceUsage;
import dev.contranorm.db.trial.SpecRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** Sweeps, trials and reports for tests. */
public final class Given {
    public static final String METRIC = "test/accuracy";
    public static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final AtomicLong COUNTER = new AtomicLong();

    private Given() {}

    public static NewSweep newSweep(long trials, SweepLimits limits) {
        long number = COUNTER.incrementAndGet();
        return new NewSweep("sweep", "name: sweep", "definition-" + number, "paper", METRIC, true, trials, limits);
    }

    public static SweepLimits parallel(int trials) {
        return new SweepLimits(OptionalInt.of(trials), OptionalInt.empty(), Optional.empty(), 3);
    }

    public static SweepLimits maxFailed(int trials) {
        return new SweepLimits(OptionalInt.empty(), OptionalInt.of(trials), Optional.empty(), 1);
    }

    public static SweepLimits maxAttempts(int attempts) {
        return new SweepLimits(OptionalInt.empty(), OptionalInt.empty(), Optional.of(Duration.ofHours(2)), attempts);
    }

    /** A sweep whose trials wait in the outbox; no other sweep has the same trials. */
    public static Sweep sweep(Database database, int trials) {
        return sweep(database, trials, SweepLimits.none());
    }

    public static Sweep sweep(Database database, int trials, SweepLimits limits) {
        Sweep sweep = database.sweeps().submit(newSweep(trials, limits));
        database.trials().addChunk(sweep.id(), 0, trials("sweep-" + sweep.id(), 0, trials));
        database.sweeps().move(sweep.id(), dev.contranorm.db.sweep.SweepState.RUNNING);
        return database.sweeps().find(sweep.id()).orElseThrow();
    }

    /** Trials of a family, two seeds a cell. */
    public static List<SpecRow> trials(String family, long from, int count) {
        return LongStream.range(from, from + count)
                .mapToObj(index -> trial(family, index / 2, index % 2))
                .toList();
    }

    public static SpecRow trial(String family, long cell, long seed) {
        String spec =
                "{\"backbone\":\"deep-gcn\",\"dataset\":\"cora\",\"norm\":\"contra-norm\",\"parameters\":{\"depth\":"
                        + (cell + 1) + ",\"family\":\"" + family
                        + "\",\"norm.scale\":0.5},\"protocol\":\"paper\",\"seed\":" + seed + "}";
        return new SpecRow(
                family + "-" + cell + "-" + seed,
                family + "-" + cell,
                "cora",
                "deep-gcn",
                "contra-norm",
                "paper",
                seed,
                spec);
    }

    /** Claims and confirms all that may be published; the trials' ids in the order of the plan. */
    public static List<Long> published(Database database) {
        List<Long> ids = new ArrayList<>();
        Optional<OutboxBatch> batch = database.outbox().claim(1000, "{}");
        while (batch.isPresent()) {
            database.outbox().published(batch.get().id());
            batch.get().trials().forEach(trial -> ids.add(trial.trialId()));
            batch = database.outbox().claim(1000, "{}");
        }
        return ids;
    }

    /** Reports of one attempt, numbered automatically. */
    public static Reports attempt(long trialId, int number) {
        return new Reports(trialId, number);
    }

    /** Makes the reports of one attempt in order. */
    public static final class Reports {
        private final long trial;
        private final int number;
        private long sequence;

        private Reports(long trial, int number) {
            this.trial = trial;
            this.number = number;
        }

        private EventHeader next(Instant at) {
            return new EventHeader(trial, 1, number, ++sequence, "worker-" + number, at);
        }

        public TrialChange started() {
            String provenance = "{\"datasetDigest\":\"d1\",\"codeVersion\":\"c1\",\"device\":\"cpu\",\"threads\":2}";
            return new TrialChange.Started(next(NOON), provenance, 10, 1);
        }

        public TrialChange measured(int epoch, double loss) {
            return new TrialChange.Measured(next(NOON), epoch, List.of(new MetricPoint("train/loss", epoch, loss)));
        }

        public TrialChange measured(int epoch, List<MetricPoint> points) {
            return new TrialChange.Measured(next(NOON), epoch, points);
        }

        public TrialChange heartbeat() {
            return new TrialChange.Heartbeat(next(NOON));
        }

        public TrialChange checkpointed(int epoch) {
            return new TrialChange.Checkpointed(next(NOON), epoch, "/checkpoints/" + epoch, 1000, "abc");
        }

        public TrialChange finished(double accuracy) {
            return finished(accuracy, false);
        }

        public TrialChange finished(double accuracy, boolean early) {
            return new TrialChange.Finished(
                    next(NOON.plusSeconds(60)),
                    early,
                    10,
                    new TreeMap<>(Map.of(METRIC, accuracy, "train/loss", 0.25)),
                    new ResourceUsage(60_000, 110_000, 420));
        }

        public TrialChange failed(boolean retryable) {
            return new TrialChange.Failed(next(NOON), "ERROR", retryable, "it broke", "java.lang.Error\n\tat …");
        }

        public TrialChange released() {
            return new TrialChange.Released(next(NOON), "SIGTERM", true);
        }

        public TrialChange givenUp() {
            return new TrialChange.Released(next(NOON), "sweep stopped", false);
        }
    }
}

package dev.contranorm.orchestrator.mlflow;

import dev.contranorm.db.Database;
import dev.contranorm.db.event.EventHeader;
import dev.contranorm.db.event.TrialChange;
import dev.contranorm.db.outbox.OutboxBatch;
import dev.contranorm.db.sweep.NewSweep;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.sweep.SweepLimits;
import dev.contranorm.db.sweep.SweepState;
import dev.contranorm.db.trial.MetricPoint;
import dev.contranorm.db.trial.ResourceUsage;
import dev.contranorm.db.trial.SpecRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** A sweep in the database whose trials were published, with methods that apply what workers would report. */
final class SimulatedSweep {
    static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    static final String DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private final Database database;
    private final Sweep sweep;
    private final List<Long> trials;

    private SimulatedSweep(Database database, Sweep sweep, List<Long> trials) {
        this.database = database;
        this.sweep = sweep;
        this.trials = trials;
    }

    /** A sweep with cells of depth 2, 3, … and two seeds for each cell. */
    static SimulatedSweep of(Database database, String name, String family, int cells) {
        SweepLimits limits = new SweepLimits(OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), 1);
        Sweep sweep = database.sweeps()
                .submit(new NewSweep(
                        name,
                        "name: " + name,
                        "digest of " + name + family,
                        "paper",
                        "test/accuracy",
                        true,
                        cells * 2L,
                        limits));
        List<SpecRow> plan = new ArrayList<>();
        for (int cell = 0; cell < cells; cell++) {
            plan.add(trial(family, cell + 2, 0));
            plan.add(trial(family, cell + 2, 1));
        }
        database.trials().addChunk(sweep.id(), 0, plan);
        database.sweeps().move(sweep.id(), SweepState.RUNNING);
        return new SimulatedSweep(database, sweep, publish(database));
    }

    private static SpecRow trial(String family, int depth, long seed) {
        String spec =
                "{\"backbone\":\"deep-gcn\",\"dataset\":\"cora\",\"norm\":\"contra-norm\",\"parameters\":{\"depth\":"
                        + depth + ",\"family\":\"" + family
                        + "\",\"norm.scale\":0.5},\"protocol\":\"paper\",\"schemaVersion\":1,"
                        + "\"seed\":" + seed + "}";
        return new SpecRow(
                family + "-" + depth + "-" + seed,
                family + "-" + depth,
                "cora",
                "deep-gcn",
                "contra-norm",
                "paper",
                seed,
                spec);
    }

    private static List<Long> publish(Database database) {
        List<Long> ids = new ArrayList<>();
        Optional<OutboxBatch> batch = database.outbox().claim(1000, "{}");
        while (batch.isPresent()) {
            database.outbox().published(batch.get().id());
            batch.get().trials().forEach(trial -> ids.add(trial.trialId()));
            batch = database.outbox().claim(1000, "{}");
        }
        return ids;
    }

    long id() {
        return sweep.id();
    }

    String name() {
        return sweep.name();
    }

    List<Long> trials() {
        return trials;
    }

    /** Publishes the failed trials again. */
    void retry() {
        database.trials().retryFailed(sweep.id());
        publish(database);
    }

    Attempt attempt(int trial, int number) {
        return new Attempt(trials.get(trial), number);
    }

    /** Every trial runs all its epochs and succeeds, with accuracies 0.70, 0.71, … in the order of the plan. */
    void finishAll(int epochs) {
        for (int trial = 0; trial < trials.size(); trial++) {
            Attempt attempt = attempt(trial, 1).starts();
            for (int epoch = 1; epoch <= epochs; epoch++) {
                attempt.measures(epoch, Map.of("train/loss", 1.0 / epoch, "validation/accuracy", epoch / 1000.0));
            }
            attempt.finishes(0.70 + trial / 100.0);
        }
    }

    /** One attempt of a trial. Each report is applied at once. */
    final class Attempt {
        private final long trial;
        private final int number;
        private long sequence;

        private Attempt(long trial, int number) {
            this.trial = trial;
            this.number = number;
        }

        private EventHeader header() {
            return new EventHeader(trial, id(), number, ++sequence, "w" + number, at());
        }

        private Instant at() {
            return START.plusSeconds(1000L * number + sequence);
        }

        private void apply(TrialChange change) {
            database.events().apply(List.of(change));
        }

        Attempt starts() {
            String provenance =
                    "{\"datasetDigest\":\"" + DIGEST + "\",\"codeVersion\":\"0.1.0+1a2b3c4\",\"device\":\"cpu\","
                            + "\"libraries\":{\"tensorflow\":\"2.18.0\"},\"threads\":2}";
            apply(new TrialChange.Started(header(), provenance, 10, 1));
            return this;
        }

        Attempt measures(int epoch, Map<String, Double> values) {
            List<MetricPoint> points = new ArrayList<>();
            new TreeMap<>(values).forEach((metric, value) -> points.add(new MetricPoint(metric, epoch, value)));
            return measures(epoch, points);
        }

        Attempt measures(int epoch, List<MetricPoint> points) {
            apply(new TrialChange.Measured(header(), epoch, points));
            return this;
        }

        Attempt checkpoints(int epoch) {
            return checkpoints(epoch, "/checkpoints/" + trial, 1000);
        }

        Attempt checkpoints(int epoch, String location, long bytes) {
            apply(new TrialChange.Checkpointed(header(), epoch, location, bytes, "abc"));
            return this;
        }

        void finishes(double accuracy) {
            apply(new TrialChange.Finished(
                    header(),
                    false,
                    10,
                    new TreeMap<>(Map.of("test/accuracy", accuracy)),
                    new ResourceUsage(60_000, 110_000, 420)));
        }

        void fails(String reason) {
            apply(new TrialChange.Failed(header(), "DIVERGED", false, reason, "a stack\n\tat trace"));
        }
    }
}

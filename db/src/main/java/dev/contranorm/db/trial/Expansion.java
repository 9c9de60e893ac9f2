package dev.contranorm.db.trial;

import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;

/** Writes chunks of a sweep's plan, each in the caller's transaction, with one statement for each table. */
final class Expansion {
    private static final Set<String> GROWING = Set.of("expanding", "running", "paused");

    private final Handle handle;
    private final long sweepId;

    Expansion(Handle handle, long sweepId) {
        this.handle = handle;
        this.sweepId = sweepId;
    }

    private record Extent(long planned, long expanded, String state) {}

    ChunkResult add(long firstIndex, List<SpecRow> trials) {
        Extent extent = lockedExtent();
        if (firstIndex != extent.expanded || trials.isEmpty() || !GROWING.contains(extent.state)) {
            return new ChunkResult(0, 0, extent.expanded);
        }
        check(firstIndex, trials, extent);
        writeSpecs(trials);
        int reused = writeTrials(firstIndex, trials);
        long expanded = firstIndex + trials.size();
        handle.createUpdate("UPDATE sweep SET expanded_trials = :expanded WHERE id = :sweep")
                .bind("expanded", expanded)
                .bind("sweep", sweepId)
                .execute();
        return new ChunkResult(trials.size(), reused, expanded);
    }

    private Extent lockedExtent() {
        return handle.createQuery(
                        "SELECT planned_trials, expanded_trials, state FROM sweep WHERE id = :sweep FOR UPDATE")
                .bind("sweep", sweepId)
                .map((row, context) -> new Extent(row.getLong(1), row.getLong(2), row.getString(3)))
                .findOne()
                .orElseThrow(() -> new NoSuchElementException("there is no sweep " + sweepId));
    }

    private void check(long firstIndex, List<SpecRow> trials, Extent extent) {
        if (firstIndex + trials.size() > extent.planned) {
            throw new IllegalArgumentException(
                    "sweep " + sweepId + " plans " + extent.planned + " trials, not " + (firstIndex + trials.size()));
        }
        Set<String> hashes = new HashSet<>();
        for (SpecRow trial : trials) {
            if (!hashes.add(trial.hash())) {
                throw new IllegalArgumentException("sweep " + sweepId + " has this trial twice: " + trial.json());
            }
        }
    }

    private void writeSpecs(List<SpecRow> trials) {
        handle.createUpdate(
                        """
                        INSERT INTO spec (hash, cell_hash, dataset, backbone, norm, protocol, seed, spec)
                        SELECT * FROM unnest(:hashes, :cells, :datasets, :backbones, :norms, :protocols, :seeds, :specs)
                        ORDER BY 1
                        ON CONFLICT (hash) DO NOTHING""")
                .bindArray(
                        "hashes",
                        String.class,
                        trials.stream().map(SpecRow::hash).toList())
                .bindArray(
                        "cells",
                        String.class,
                        trials.stream().map(SpecRow::cellHash).toList())
                .bindArray(
                        "datasets",
                        String.class,
                        trials.stream().map(SpecRow::dataset).toList())
                .bindArray(
                        "backbones",
                        String.class,
                        trials.stream().map(SpecRow::backbone).toList())
                .bindArray(
                        "norms",
                        String.class,
                        trials.stream().map(SpecRow::norm).toList())
                .bindArray(
                        "protocols",
                        String.class,
                        trials.stream().map(SpecRow::protocol).toList())
                .bindArray(
                        "seeds", Long.class, trials.stream().map(SpecRow::seed).toList())
                .bindArray(
                        "specs",
                        String.class,
                        trials.stream().map(SpecRow::json).toList())
                .execute();
    }

    /** A result is always taken from the trial that was trained, never from one that reused it. */
    private int writeTrials(long firstIndex, List<SpecRow> trials) {
        List<Long> indices =
                LongStream.range(firstIndex, firstIndex + trials.size()).boxed().toList();
        return handle.createQuery(
                        """
                        WITH plan AS (
                            SELECT * FROM unnest(:indices, :hashes) AS plan (plan_index, hash)
                        ), written AS (
                            INSERT INTO trial (sweep_id, plan_index, hash, state, reused_from, metric, metrics,
                                attempt, started_at, ended_at, version)
                            SELECT sweep.id, plan.plan_index, plan.hash, coalesce(original.state, 'pending'), original.id,
                                (original.metrics ->> sweep.metric)::double precision, original.metrics,
                                0, original.started_at, original.ended_at, CASE WHEN original.id IS NULL THEN 0 ELSE 1 END
                            FROM plan
                            JOIN sweep ON sweep.id = :sweep
                            LEFT JOIN LATERAL (
                                SELECT * FROM trial
                                WHERE trial.hash = plan.hash AND trial.sweep_id <> :sweep
                                AND trial.state IN ('succeeded', 'stopped') AND trial.reused_from IS NULL
                                ORDER BY trial.id LIMIT 1) original ON true
                            ORDER BY plan.plan_index
                            RETURNING id, sweep_id, state, reused_from
                        ), waiting AS (
                            INSERT INTO outbox (trial_id, sweep_id)
                            SELECT id, sweep_id FROM written WHERE state = 'pending' ORDER BY id
                        )
                        SELECT count(reused_from) FROM written""")
                .bindArray("indices", Long.class, indices)
                .bindArray(
                        "hashes",
                        String.class,
                        trials.stream().map(SpecRow::hash).toList())
                .bind("sweep", sweepId)
                .mapTo(Integer.class)
                .one();
    }
}

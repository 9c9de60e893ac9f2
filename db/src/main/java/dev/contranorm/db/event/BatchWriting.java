package dev.contranorm.db.event;

import dev.contranorm.db.trial.ResourceUsage;
import dev.contranorm.db.trial.StateChanges;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Writes what was decided: one statement for each table, rows as parallel arrays. */
final class BatchWriting {
    private final Handle handle;

    BatchWriting(Handle handle) {
        this.handle = handle;
    }

    void write(Collection<TrialRecord> trials, Decisions decisions) {
        numberChunks(decisions.chunks);
        Map<String, Long> provenances = new ProvenanceWriting(handle).write(trials);
        writeAttempts(
                trials.stream()
                        .flatMap(trial -> trial.attempts.values().stream())
                        .filter(attempt -> attempt.changed)
                        .toList(),
                provenances);
        writeTrials(trials.stream().filter(trial -> trial.changed).toList());
        writeChunks(decisions.chunks);
        writeCheckpoints(decisions.checkpoints);
        writeOutbox(trials);
    }

    /** Runs while the trials are locked, so that ids rise within a trial in the order of commits. */
    private void numberChunks(List<MetricChunk> chunks) {
        if (chunks.isEmpty()) {
            return;
        }
        List<Long> ids = handle.createQuery("SELECT nextval('metric_chunk_id') FROM generate_series(1, :count)")
                .bind("count", chunks.size())
                .mapTo(Long.class)
                .list();
        for (int i = 0; i < chunks.size(); i++) {
            chunks.get(i).number(ids.get(i));
        }
    }

    private void writeAttempts(List<AttemptRecord> attempts, Map<String, Long> provenances) {
        if (attempts.isEmpty()) {
            return;
        }
        Update update = handle.createUpdate(
                """
                INSERT INTO attempt AS old (trial_id, number, state, worker, started_at, heard_at, ended_at, first_epoch,
                    epoch, epochs, last_sequence, last_chunk, late_events, provenance_id, failure_kind, reason, detail,
                    wall_millis, cpu_millis, peak_resident_mb)
                SELECT trial_id, number, state, worker, started_at::timestamptz, now(), ended_at::timestamptz, first_epoch,
                    epoch, epochs, last_sequence, last_chunk, late_events, provenance_id, failure_kind, reason, detail,
                    wall_millis, cpu_millis, peak_resident_mb
                FROM unnest(:trials, :numbers, :states, :workers, :starts, :ends, :firstEpochs, :epochs, :planned,
                    :sequences, :chunks, :late, :provenances, :kinds, :reasons, :details, :wall, :cpu, :resident)
                    AS new (trial_id, number, state, worker, started_at, ended_at, first_epoch, epoch, epochs,
                        last_sequence, last_chunk, late_events, provenance_id, failure_kind, reason, detail,
                        wall_millis, cpu_millis, peak_resident_mb)
                ON CONFLICT (trial_id, number) DO UPDATE SET
                    state = excluded.state, worker = excluded.worker, started_at = excluded.started_at,
                    heard_at = excluded.heard_at, ended_at = excluded.ended_at, first_epoch = excluded.first_epoch,
                    epoch = excluded.epoch, epochs = excluded.epochs, last_sequence = excluded.last_sequence,
                    last_chunk = excluded.last_chunk, late_events = excluded.late_events,
                    provenance_id = coalesce(excluded.provenance_id, old.provenance_id),
                    failure_kind = excluded.failure_kind, reason = excluded.reason,
                    detail = coalesce(excluded.detail, old.detail), wall_millis = excluded.wall_millis,
                    cpu_millis = excluded.cpu_millis, peak_resident_mb = excluded.peak_resident_mb""");
        bind(update, "trials", Long.class, attempts, attempt -> attempt.trialId);
        bind(update, "numbers", Integer.class, attempts, attempt -> attempt.number);
        bind(update, "states", String.class, attempts, attempt -> attempt.state.label());
        bind(update, "workers", String.class, attempts, attempt -> clean(attempt.worker));
        bind(update, "starts", String.class, attempts, attempt -> attempt.startedAt.toString());
        bind(update, "ends", String.class, attempts, attempt -> Objects.toString(attempt.endedAt, null));
        bind(update, "firstEpochs", Integer.class, attempts, attempt -> attempt.firstEpoch);
        bind(update, "epochs", Integer.class, attempts, attempt -> attempt.epoch);
        bind(update, "planned", Integer.class, attempts, attempt -> attempt.epochs);
        bind(update, "sequences", Long.class, attempts, attempt -> attempt.lastSequence);
        bind(update, "chunks", Long.class, attempts, attempt -> attempt.lastChunk);
        bind(update, "late", Long.class, attempts, attempt -> attempt.lateEvents);
        bind(update, "provenances", Long.class, attempts, attempt -> provenances.get(attempt.provenance));
        bind(update, "kinds", String.class, attempts, attempt -> clean(attempt.failureKind));
        bind(update, "reasons", String.class, attempts, attempt -> clean(attempt.reason));
        bind(update, "details", String.class, attempts, attempt -> clean(attempt.detail));
        bind(update, "wall", Double.class, attempts, attempt -> usage(attempt, ResourceUsage::wallMillis));
        bind(update, "cpu", Double.class, attempts, attempt -> usage(attempt, ResourceUsage::cpuMillis));
        bind(
                update,
                "resident",
                Double.class,
                attempts,
                attempt -> usage(attempt, ResourceUsage::peakResidentMegabytes));
        update.execute();
    }

    private static Double usage(AttemptRecord attempt, Function<ResourceUsage, Double> part) {
        return attempt.usage == null ? null : part.apply(attempt.usage);
    }

    private void writeTrials(List<TrialRecord> trials) {
        if (trials.isEmpty()) {
            return;
        }
        Update update = handle.createUpdate(
                """
                UPDATE trial SET state = new.state, reason = new.reason, attempt = new.attempt,
                    spent_attempts = new.spent_attempts, metric = new.metric, metrics = new.metrics::jsonb,
                    version = trial.version + new.steps, started_at = coalesce(trial.started_at, now()),
                    ended_at = CASE WHEN new.ended THEN coalesce(trial.ended_at, now()) END
                FROM unnest(:ids, :states, :reasons, :attempts, :spent, :metric, :metrics, :steps, :ended)
                    AS new (id, state, reason, attempt, spent_attempts, metric, metrics, steps, ended)
                WHERE trial.id = new.id""");
        bind(update, "ids", Long.class, trials, trial -> trial.id);
        bind(update, "states", String.class, trials, trial -> trial.state.label());
        bind(update, "reasons", String.class, trials, trial -> clean(trial.reason));
        bind(update, "attempts", Integer.class, trials, trial -> trial.attempt);
        bind(update, "spent", Integer.class, trials, trial -> trial.spentAttempts);
        bind(update, "metric", Double.class, trials, trial -> trial.metric);
        bind(update, "metrics", String.class, trials, trial -> trial.metrics);
        bind(update, "steps", Long.class, trials, trial -> trial.versionSteps);
        bind(update, "ended", Boolean.class, trials, trial -> trial.state.ended());
        update.execute();
    }

    private void writeChunks(List<MetricChunk> chunks) {
        if (chunks.isEmpty()) {
            return;
        }
        Update update = handle.createUpdate(
                """
                INSERT INTO metric_chunk (id, trial_id, attempt, name, at, steps, "values")
                SELECT id, trial_id, attempt, name, at::timestamptz, steps::bigint[], "values"::double precision[]
                FROM unnest(:ids, :trials, :attempts, :names, :times, :steps, :values)
                    AS new (id, trial_id, attempt, name, at, steps, "values")""");
        bind(update, "ids", Long.class, chunks, MetricChunk::id);
        bind(update, "trials", Long.class, chunks, chunk -> chunk.attempt().trialId);
        bind(update, "attempts", Integer.class, chunks, chunk -> chunk.attempt().number);
        bind(update, "names", String.class, chunks, chunk -> clean(chunk.name()));
        bind(update, "times", String.class, chunks, chunk -> chunk.at().toString());
        bind(update, "steps", String.class, chunks, MetricChunk::steps);
        bind(update, "values", String.class, chunks, MetricChunk::values);
        update.execute();
    }

    private void writeCheckpoints(List<TrialChange.Checkpointed> checkpoints) {
        for (TrialChange.Checkpointed checkpoint : checkpoints) {
            handle.createUpdate(
                            """
                            INSERT INTO checkpoint (trial_id, attempt, epoch, location, bytes, sha256, at)
                            VALUES (:trial, :attempt, :epoch, :location, :bytes, :sha256, :at)
                            ON CONFLICT (trial_id, attempt, epoch) DO UPDATE SET location = excluded.location,
                                bytes = excluded.bytes, sha256 = excluded.sha256, at = excluded.at""")
                    .bind("trial", checkpoint.trialId())
                    .bind("attempt", checkpoint.attempt())
                    .bind("epoch", checkpoint.epoch())
                    .bind("location", clean(checkpoint.location()))
                    .bind("bytes", checkpoint.bytes())
                    .bind("sha256", clean(checkpoint.sha256()))
                    .bind("at", checkpoint.at())
                    .execute();
        }
    }

    /** A row that a publisher has claimed stays: the publisher removes it. */
    private void writeOutbox(Collection<TrialRecord> trials) {
        List<Long> gone = trials.stream()
                .filter(trial -> trial.unpublish && !trial.publish)
                .map(trial -> trial.id)
                .toList();
        if (!gone.isEmpty()) {
            handle.createUpdate("DELETE FROM outbox WHERE trial_id = ANY (:ids) AND batch_id IS NULL")
                    .bindArray("ids", Long.class, gone)
                    .execute();
        }
        StateChanges.publish(
                handle,
                trials.stream()
                        .filter(trial -> trial.publish)
                        .map(trial -> trial.id)
                        .sorted()
                        .toList());
    }

    private static <R, T> void bind(
            Update update, String name, Class<T> type, List<R> rows, Function<R, ? extends T> column) {
        // An array, because a column may hold nulls and JDBI needs the element type.
        update.bindArray(name, type, rows.stream().map(column).map(type::cast).toArray());
    }

    /** PostgreSQL's text has no NUL character; one in a stack trace must not fail the whole batch. */
    static String clean(String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }
}

-- What was asked for, and how far it is. The rows here are the authority on a trial; the bus only delivers.
-- States are words, not numbers, because people read these tables. Which change of state is allowed is written once, in
-- TrialTransitions and SweepTransitions.

CREATE TABLE sweep (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name              text        NOT NULL,
    definition        text        NOT NULL,
    definition_hash   text        NOT NULL UNIQUE,
    protocol          text        NOT NULL,
    metric            text        NOT NULL,
    maximize          boolean     NOT NULL,
    planned_trials    bigint      NOT NULL CHECK (planned_trials >= 0),
    expanded_trials   bigint      NOT NULL DEFAULT 0 CHECK (expanded_trials BETWEEN 0 AND planned_trials),
    parallel_trials   integer     CHECK (parallel_trials > 0),
    max_failed_trials integer     CHECK (max_failed_trials >= 0),
    trial_timeout     interval,
    max_attempts      integer     NOT NULL CHECK (max_attempts > 0),
    state             text        NOT NULL DEFAULT 'expanding'
        CHECK (state IN ('expanding', 'running', 'paused', 'stopping', 'finished', 'cancelled')),
    created_at        timestamptz NOT NULL DEFAULT now(),
    finished_at       timestamptz
);
CREATE INDEX sweep_name ON sweep (name, id);

COMMENT ON TABLE sweep IS 'A sweep: one definition, expanded into trials.';
COMMENT ON COLUMN sweep.id IS 'Number of the sweep.';
COMMENT ON COLUMN sweep.name IS 'Name in the definition; not unique, the youngest counts.';
COMMENT ON COLUMN sweep.definition IS 'The definition as YAML, overrides of the command line applied.';
COMMENT ON COLUMN sweep.definition_hash IS 'Identity of the definition: submitting it again gives this sweep.';
COMMENT ON COLUMN sweep.protocol IS 'Protocol of its trials.';
COMMENT ON COLUMN sweep.metric IS 'Name of the metric that tables show, for example test/accuracy.';
COMMENT ON COLUMN sweep.maximize IS 'Whether more of the metric is better.';
COMMENT ON COLUMN sweep.planned_trials IS 'Trials in the plan.';
COMMENT ON COLUMN sweep.expanded_trials IS 'Trials written so far: the index in the plan at which the next chunk begins.';
COMMENT ON COLUMN sweep.parallel_trials IS 'Most trials published and not yet ended at a time; null = no bound.';
COMMENT ON COLUMN sweep.max_failed_trials IS 'Failed trials that are borne, one more stops the sweep; null = no bound.';
COMMENT ON COLUMN sweep.trial_timeout IS 'Longest time that one attempt may take; null = no bound.';
COMMENT ON COLUMN sweep.max_attempts IS 'Failed and lost attempts after which a trial counts as failed.';
COMMENT ON COLUMN sweep.state IS 'expanding (trials are being written) | running | paused | stopping (draining) | finished | cancelled.';
COMMENT ON COLUMN sweep.created_at IS 'When it was submitted.';
COMMENT ON COLUMN sweep.finished_at IS 'When it was finished or cancelled.';

-- Specifications apart from trials: they never change, are wide, and are shared by all sweeps that ask for the same
-- experiment, while trial rows are narrow and rewritten at every change of state.
CREATE TABLE spec (
    hash       text    PRIMARY KEY,
    cell_hash  text    NOT NULL,
    dataset    text    NOT NULL,
    backbone   text    NOT NULL,
    norm       text    NOT NULL,
    protocol   text    NOT NULL,
    seed       bigint  NOT NULL,
    spec       text    NOT NULL,
    parameters jsonb   GENERATED ALWAYS AS (spec::jsonb -> 'parameters') VIRTUAL,
    depth      integer GENERATED ALWAYS AS (
        CASE WHEN jsonb_typeof(spec::jsonb #> '{parameters,depth}') = 'number'
            THEN (spec::jsonb #>> '{parameters,depth}')::numeric::integer END) VIRTUAL
);

COMMENT ON TABLE spec IS 'Specifications of trials, each once: the same hash is the same experiment.';
COMMENT ON COLUMN spec.hash IS 'SHA-256 of column spec, hexadecimal.';
COMMENT ON COLUMN spec.cell_hash IS 'SHA-256 of the specification without its seed: the cell.';
COMMENT ON COLUMN spec.dataset IS 'Name of the dataset.';
COMMENT ON COLUMN spec.backbone IS 'Name of the backbone.';
COMMENT ON COLUMN spec.norm IS 'Name of the norm.';
COMMENT ON COLUMN spec.protocol IS 'Training and selection protocol.';
COMMENT ON COLUMN spec.seed IS 'Seed of all randomness.';
COMMENT ON COLUMN spec.spec IS 'The specification as canonical JSON, byte for byte as hashed (therefore text, not jsonb).';
COMMENT ON COLUMN spec.parameters IS 'All parameters by name; read out of spec.';
COMMENT ON COLUMN spec.depth IS 'Parameter depth: number of layers; null without one. Read out of spec.';

CREATE TABLE trial (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sweep_id       bigint      NOT NULL REFERENCES sweep,
    plan_index     bigint      NOT NULL CHECK (plan_index >= 0),
    hash           text        NOT NULL REFERENCES spec,
    state          text        NOT NULL
        CHECK (state IN ('pending', 'queued', 'running', 'succeeded', 'failed', 'stopped', 'cancelled')),
    reason         text,
    attempt        integer     NOT NULL DEFAULT 0,
    spent_attempts integer     NOT NULL DEFAULT 0,
    metric         double precision,
    metrics        jsonb,
    reused_from    bigint      REFERENCES trial,
    version        bigint      NOT NULL DEFAULT 0,
    created_at     timestamptz NOT NULL DEFAULT now(),
    started_at     timestamptz,
    ended_at       timestamptz,
    UNIQUE (sweep_id, plan_index),
    UNIQUE (hash, sweep_id)
) WITH (fillfactor = 80);
-- Small, whatever the size of the sweep: only what is still open.
CREATE INDEX trial_open ON trial (sweep_id, state) WHERE state IN ('pending', 'queued', 'running');

COMMENT ON TABLE trial IS 'Trials of sweeps: where each stands and what came out.';
COMMENT ON COLUMN trial.id IS 'Number of the trial, over all sweeps.';
COMMENT ON COLUMN trial.sweep_id IS 'Its sweep.';
COMMENT ON COLUMN trial.plan_index IS 'Position in the plan of its sweep, from 0.';
COMMENT ON COLUMN trial.hash IS 'Its specification; unique in a sweep.';
COMMENT ON COLUMN trial.state IS 'pending (in the outbox) | queued (on the bus) | running | succeeded | failed | stopped (early, by its protocol, with a result) | cancelled.';
COMMENT ON COLUMN trial.reason IS 'One line: why it failed, was cancelled or is tried again; null when there is nothing to say.';
COMMENT ON COLUMN trial.attempt IS 'Highest attempt number known, 0 before the first: the fence, older attempts do not move the trial.';
COMMENT ON COLUMN trial.spent_attempts IS 'Failed and lost attempts since the trial was written or retried by a person.';
COMMENT ON COLUMN trial.metric IS 'Final value of the metric of its sweep.';
COMMENT ON COLUMN trial.metrics IS 'Final values of all metrics by name; NaN and Infinity as text.';
COMMENT ON COLUMN trial.reused_from IS 'The trial of another sweep, trained there, whose result this one carries; always the original.';
COMMENT ON COLUMN trial.version IS 'Rises with every change that a projection has to show.';
COMMENT ON COLUMN trial.created_at IS 'When it was written.';
COMMENT ON COLUMN trial.started_at IS 'When its first start was recorded (clock of the database; attempts have the worker''s).';
COMMENT ON COLUMN trial.ended_at IS 'When its end was recorded (clock of the database).';

CREATE TABLE provenance (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    digest  text  NOT NULL UNIQUE,
    content jsonb NOT NULL
);

COMMENT ON TABLE provenance IS 'With what attempts were trained, each combination once.';
COMMENT ON COLUMN provenance.id IS 'Number of the combination.';
COMMENT ON COLUMN provenance.digest IS 'SHA-256 of the content as the worker sent it.';
COMMENT ON COLUMN provenance.content IS 'datasetDigest, codeVersion, libraries, device, threads.';

CREATE TABLE dataset (
    name          text        NOT NULL,
    digest        text        NOT NULL,
    first_used_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (name, digest)
);

COMMENT ON TABLE dataset IS 'Datasets that trials were trained on. Two digests of one name: the files differed.';
COMMENT ON COLUMN dataset.name IS 'Name in the specification.';
COMMENT ON COLUMN dataset.digest IS 'Digest of its content as the worker read it.';
COMMENT ON COLUMN dataset.first_used_at IS 'When the first trial on it was recorded.';

CREATE TABLE attempt (
    trial_id         bigint      NOT NULL REFERENCES trial,
    number           integer     NOT NULL CHECK (number > 0),
    state            text        NOT NULL
        CHECK (state IN ('running', 'succeeded', 'failed', 'lost', 'released', 'refused')),
    worker           text        NOT NULL,
    started_at       timestamptz NOT NULL,
    heard_at         timestamptz NOT NULL,
    ended_at         timestamptz,
    first_epoch      integer     NOT NULL DEFAULT 1,
    epoch            integer     NOT NULL DEFAULT 0,
    epochs           integer     NOT NULL DEFAULT 0,
    last_sequence    bigint      NOT NULL,
    last_chunk       bigint      NOT NULL DEFAULT 0,
    late_events      bigint      NOT NULL DEFAULT 0,
    provenance_id    bigint      REFERENCES provenance,
    failure_kind     text,
    reason           text,
    detail           text,
    wall_millis      double precision,
    cpu_millis       double precision,
    peak_resident_mb double precision,
    PRIMARY KEY (trial_id, number)
) WITH (fillfactor = 70);
CREATE INDEX attempt_running ON attempt (trial_id) WHERE state = 'running';

COMMENT ON TABLE attempt IS 'Deliveries of trials that started work.';
COMMENT ON COLUMN attempt.trial_id IS 'Its trial.';
COMMENT ON COLUMN attempt.number IS 'From 1 on, rising; the highest of a trial fences the others.';
COMMENT ON COLUMN attempt.state IS 'running | succeeded | failed | lost (fell silent, or a newer one began) | released (given back unfinished) | refused (began when its trial had ended).';
COMMENT ON COLUMN attempt.worker IS 'Name of the worker.';
COMMENT ON COLUMN attempt.started_at IS 'When it began (clock of the worker).';
COMMENT ON COLUMN attempt.heard_at IS 'When the last sign of life was recorded (clock of the database).';
COMMENT ON COLUMN attempt.ended_at IS 'When it ended (clock of the worker; for a lost one, of the database).';
COMMENT ON COLUMN attempt.first_epoch IS 'Epoch at which it began: above 1 when it resumed from a checkpoint.';
COMMENT ON COLUMN attempt.epoch IS 'Newest epoch reported, 0 before the first.';
COMMENT ON COLUMN attempt.epochs IS 'Epochs planned, or done when it finished.';
COMMENT ON COLUMN attempt.last_sequence IS 'Highest sequence applied: an event up to it is a repetition.';
COMMENT ON COLUMN attempt.last_chunk IS 'Highest metric_chunk.id, 0 when it has measured nothing.';
COMMENT ON COLUMN attempt.late_events IS 'Events that came when they could no longer move the trial, and were ignored.';
COMMENT ON COLUMN attempt.provenance_id IS 'With what it was trained.';
COMMENT ON COLUMN attempt.failure_kind IS 'Kind of failure in the words of the bus.';
COMMENT ON COLUMN attempt.reason IS 'One line: why it failed, was lost or released.';
COMMENT ON COLUMN attempt.detail IS 'Stack trace of a failure.';
COMMENT ON COLUMN attempt.wall_millis IS 'Milliseconds on the clock that the training took.';
COMMENT ON COLUMN attempt.cpu_millis IS 'Milliseconds of processor time that the training took.';
COMMENT ON COLUMN attempt.peak_resident_mb IS 'Largest resident memory of the worker, in 2^20 bytes.';

CREATE TABLE checkpoint (
    trial_id bigint      NOT NULL,
    attempt  integer     NOT NULL,
    epoch    integer     NOT NULL,
    location text        NOT NULL,
    bytes    bigint      NOT NULL,
    sha256   text        NOT NULL,
    at       timestamptz NOT NULL,
    PRIMARY KEY (trial_id, attempt, epoch),
    FOREIGN KEY (trial_id, attempt) REFERENCES attempt
);

COMMENT ON TABLE checkpoint IS 'Saved states of trials. The files may have been replaced by newer ones.';
COMMENT ON COLUMN checkpoint.trial_id IS 'Its trial.';
COMMENT ON COLUMN checkpoint.attempt IS 'The attempt that saved it.';
COMMENT ON COLUMN checkpoint.epoch IS 'Epochs done when it was saved.';
COMMENT ON COLUMN checkpoint.location IS 'Folder or address, as the worker gave it.';
COMMENT ON COLUMN checkpoint.bytes IS 'Size.';
COMMENT ON COLUMN checkpoint.sha256 IS 'Digest of its content, hexadecimal.';
COMMENT ON COLUMN checkpoint.at IS 'When it was saved (clock of the worker).';

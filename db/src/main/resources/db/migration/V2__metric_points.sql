-- Metric points as arrays: one row for each (attempt, metric, report), points in two parallel arrays. @MEASURED@
CREATE SEQUENCE metric_chunk_id;

CREATE TABLE metric_chunk (
    id       bigint             NOT NULL,
    trial_id bigint             NOT NULL,
    attempt  integer            NOT NULL,
    name     text               NOT NULL,
    at       timestamptz        NOT NULL,
    steps    bigint[]           NOT NULL,
    "values" double precision[] NOT NULL CHECK (cardinality("values") = cardinality(steps)),
    PRIMARY KEY (trial_id, id),
    FOREIGN KEY (trial_id, attempt) REFERENCES attempt
);

COMMENT ON TABLE metric_chunk IS 'Metric points as reported, several to a row. People query the view metric.';
COMMENT ON COLUMN metric_chunk.id IS 'From sequence metric_chunk_id; rises within a trial in the order of reporting: the watermark of projections.';
COMMENT ON COLUMN metric_chunk.trial_id IS 'Its trial.';
COMMENT ON COLUMN metric_chunk.attempt IS 'The attempt that measured.';
COMMENT ON COLUMN metric_chunk.name IS 'Name of the metric.';
COMMENT ON COLUMN metric_chunk.at IS 'When it was reported (clock of the worker).';
COMMENT ON COLUMN metric_chunk.steps IS 'Epochs (from 1), or layers for names that begin with layer/.';
COMMENT ON COLUMN metric_chunk."values" IS 'The value at each step.';

-- A resumed attempt measures some steps again: the newest attempt counts. A reused result has its original's history.
CREATE VIEW metric AS
SELECT DISTINCT ON (trial.id, chunk.name, point.step)
    trial.id AS trial_id, trial.sweep_id, chunk.name, point.step, point.value, chunk.attempt, chunk.at
FROM trial
JOIN metric_chunk chunk ON chunk.trial_id = coalesce(trial.reused_from, trial.id)
CROSS JOIN LATERAL unnest(chunk.steps, chunk."values") AS point (step, value)
ORDER BY trial.id, chunk.name, point.step, chunk.attempt DESC, chunk.id DESC;

COMMENT ON VIEW metric IS 'Metric histories, one row a point. Filter by trial_id.';
COMMENT ON COLUMN metric.trial_id IS 'The trial.';
COMMENT ON COLUMN metric.sweep_id IS 'Its sweep.';
COMMENT ON COLUMN metric.name IS 'Name of the metric.';
COMMENT ON COLUMN metric.step IS 'Epoch (from 1), or layer for names that begin with layer/.';
COMMENT ON COLUMN metric.value IS 'The value.';
COMMENT ON COLUMN metric.attempt IS 'The attempt that measured it: the newest that did.';
COMMENT ON COLUMN metric.at IS 'When it was reported (clock of the worker).';

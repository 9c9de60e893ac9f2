-- Metric points as arrays: one row for each (attempt, metric, report), its points in two parallel arrays.
--
-- Why: a million points (1,000 trials, 5 metrics, 200 epochs), with indexes, PostgreSQL 18.6, two cores
-- (./mvnw -pl db test -Pbench -Dtest=MetricStorageBench):
--
--                                        megabytes   write s   one trial's history ms
--     a row a point, metric by name            158       4.9       0.9
--     a row a point, metric by number           98       3.6       0.7
--     arrays, reports of  1 epoch              171       5.8       2.7
--     arrays, reports of 10 epochs              32       2.0       1.2
--     arrays, reports of 50 epochs              21       1.8       1.1
--     arrays of a whole attempt                 15       4.5       0.7
--
-- Workers report several epochs at once when epochs are fast, which is when there are many: then arrays take a third of the
-- room. When epochs are slow, points are few, and a row a point would save little. Appending to one row an attempt is the
-- smallest, but rewrites that row at every report, and moves what projections have already read. As it is, rows are only
-- ever added, and their numbers are the projections' watermark. Applied as events, a million points take 3 s.
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
SELECT DISTINCT ON (trial.sweep_id, trial.id, chunk.name, point.step)
    trial.id AS trial_id, trial.sweep_id, chunk.name, point.step, point.value, chunk.attempt, chunk.at
FROM trial
JOIN metric_chunk chunk ON chunk.trial_id = coalesce(trial.reused_from, trial.id)
CROSS JOIN LATERAL unnest(chunk.steps, chunk."values") AS point (step, value)
ORDER BY trial.sweep_id, trial.id, chunk.name, point.step, chunk.attempt DESC, chunk.id DESC;

COMMENT ON VIEW metric IS 'Metric histories, one row a point. Filter by trial_id or sweep_id.';
COMMENT ON COLUMN metric.trial_id IS 'The trial.';
COMMENT ON COLUMN metric.sweep_id IS 'Its sweep.';
COMMENT ON COLUMN metric.name IS 'Name of the metric.';
COMMENT ON COLUMN metric.step IS 'Epoch (from 1), or layer for names that begin with layer/.';
COMMENT ON COLUMN metric.value IS 'The value.';
COMMENT ON COLUMN metric.attempt IS 'The attempt that measured it: the newest that did.';
COMMENT ON COLUMN metric.at IS 'When it was reported (clock of the worker).';

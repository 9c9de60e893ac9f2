-- Views for people: sweep query "select * from leaderboard".

CREATE VIEW trial_detail AS
SELECT
    trial.id AS trial_id,
    trial.sweep_id,
    sweep.name AS sweep,
    trial.plan_index,
    spec.dataset,
    spec.backbone,
    spec.norm,
    spec.depth,
    spec.protocol,
    spec.seed,
    spec.parameters,
    trial.state,
    trial.reason,
    sweep.metric AS metric_name,
    trial.metric,
    trial.metrics,
    trial.attempt AS attempts,
    attempt.worker,
    attempt.epoch,
    attempt.epochs,
    attempt.wall_millis / 1000 AS wall_seconds,
    attempt.cpu_millis / 1000 AS cpu_seconds,
    attempt.peak_resident_mb,
    provenance.content ->> 'datasetDigest' AS dataset_digest,
    provenance.content ->> 'codeVersion' AS code_version,
    provenance.content ->> 'device' AS device,
    (provenance.content ->> 'threads')::integer AS threads,
    trial.reused_from,
    trial.created_at,
    trial.started_at,
    trial.ended_at,
    trial.hash,
    spec.cell_hash
FROM trial
JOIN sweep ON sweep.id = trial.sweep_id
JOIN spec ON spec.hash = trial.hash
LEFT JOIN LATERAL (
    SELECT * FROM attempt
    WHERE attempt.trial_id = coalesce(trial.reused_from, trial.id) AND attempt.state <> 'refused'
    ORDER BY attempt.number DESC LIMIT 1) attempt ON true
LEFT JOIN provenance ON provenance.id = attempt.provenance_id;

COMMENT ON VIEW trial_detail IS 'Every trial with its specification, its result and its newest attempt.';
COMMENT ON COLUMN trial_detail.trial_id IS 'The trial.';
COMMENT ON COLUMN trial_detail.sweep_id IS 'Its sweep.';
COMMENT ON COLUMN trial_detail.sweep IS 'Name of the sweep.';
COMMENT ON COLUMN trial_detail.plan_index IS 'Position in the plan, from 0.';
COMMENT ON COLUMN trial_detail.dataset IS 'Name of the dataset.';
COMMENT ON COLUMN trial_detail.backbone IS 'Name of the backbone.';
COMMENT ON COLUMN trial_detail.norm IS 'Name of the norm.';
COMMENT ON COLUMN trial_detail.depth IS 'Parameter depth: number of layers; null for a backbone without one.';
COMMENT ON COLUMN trial_detail.protocol IS 'Training and selection protocol.';
COMMENT ON COLUMN trial_detail.seed IS 'Seed of all randomness.';
COMMENT ON COLUMN trial_detail.parameters IS 'All parameters by name, for example parameters ->> ''norm.scale''.';
COMMENT ON COLUMN trial_detail.state IS 'pending | queued | running | succeeded | failed | stopped | cancelled.';
COMMENT ON COLUMN trial_detail.reason IS 'One line: why it failed, was cancelled or is tried again.';
COMMENT ON COLUMN trial_detail.metric_name IS 'Name of the metric of its sweep.';
COMMENT ON COLUMN trial_detail.metric IS 'Final value of that metric.';
COMMENT ON COLUMN trial_detail.metrics IS 'Final values of all metrics by name.';
COMMENT ON COLUMN trial_detail.attempts IS 'Highest attempt number so far; 0 for a reused result.';
COMMENT ON COLUMN trial_detail.worker IS 'Worker of the newest attempt.';
COMMENT ON COLUMN trial_detail.epoch IS 'Newest epoch reported.';
COMMENT ON COLUMN trial_detail.epochs IS 'Epochs planned, or done.';
COMMENT ON COLUMN trial_detail.wall_seconds IS 'Seconds on the clock that the newest attempt took.';
COMMENT ON COLUMN trial_detail.cpu_seconds IS 'Seconds of processor time that the newest attempt took.';
COMMENT ON COLUMN trial_detail.peak_resident_mb IS 'Largest resident memory of its worker, in 2^20 bytes.';
COMMENT ON COLUMN trial_detail.dataset_digest IS 'Digest of the dataset as the worker read it.';
COMMENT ON COLUMN trial_detail.code_version IS 'Version of the code that trained it.';
COMMENT ON COLUMN trial_detail.device IS 'Device that trained it.';
COMMENT ON COLUMN trial_detail.threads IS 'Threads that trained it.';
COMMENT ON COLUMN trial_detail.reused_from IS 'The trial of another sweep whose result this one carries.';
COMMENT ON COLUMN trial_detail.created_at IS 'When it was written.';
COMMENT ON COLUMN trial_detail.started_at IS 'When its first start was recorded.';
COMMENT ON COLUMN trial_detail.ended_at IS 'When its end was recorded.';
COMMENT ON COLUMN trial_detail.hash IS 'SHA-256 of the specification.';
COMMENT ON COLUMN trial_detail.cell_hash IS 'SHA-256 of the specification without its seed.';

-- Aggregates first, over narrow columns; the parameters are read out of the specification once a cell.
CREATE VIEW cell_summary AS
WITH cell AS (
    SELECT
        trial.sweep_id,
        spec.cell_hash,
        min(trial.plan_index) AS plan_index,
        count(*) FILTER (WHERE trial.state IN ('succeeded', 'stopped') AND trial.metric IS NOT NULL) AS n,
        count(*) FILTER (WHERE trial.state = 'failed') AS failed,
        count(*) FILTER (WHERE trial.state = 'cancelled') AS cancelled,
        count(*) FILTER (WHERE trial.state IN ('pending', 'queued', 'running')) AS open,
        avg(trial.metric) FILTER (WHERE trial.state IN ('succeeded', 'stopped')) AS mean,
        stddev_samp(trial.metric) FILTER (WHERE trial.state IN ('succeeded', 'stopped')) AS std_sample,
        min(trial.metric) FILTER (WHERE trial.state IN ('succeeded', 'stopped')) AS min,
        max(trial.metric) FILTER (WHERE trial.state IN ('succeeded', 'stopped')) AS max
    FROM trial
    JOIN spec ON spec.hash = trial.hash
    GROUP BY trial.sweep_id, spec.cell_hash
)
SELECT
    cell.sweep_id,
    sweep.name AS sweep,
    cell.plan_index,
    spec.dataset,
    spec.backbone,
    spec.norm,
    spec.depth,
    spec.protocol,
    spec.parameters,
    sweep.metric AS metric_name,
    cell.n,
    cell.failed,
    cell.cancelled,
    cell.open,
    cell.mean,
    cell.std_sample,
    cell.min,
    cell.max,
    cell.cell_hash
FROM cell
JOIN sweep ON sweep.id = cell.sweep_id
JOIN trial first ON first.sweep_id = cell.sweep_id AND first.plan_index = cell.plan_index
JOIN spec ON spec.hash = first.hash;

COMMENT ON VIEW cell_summary IS 'Cells of sweeps: their trials over the seeds. Failed trials stand beside the mean, they are not in it.';
COMMENT ON COLUMN cell_summary.sweep_id IS 'The sweep.';
COMMENT ON COLUMN cell_summary.sweep IS 'Name of the sweep.';
COMMENT ON COLUMN cell_summary.plan_index IS 'Position of its first trial in the plan.';
COMMENT ON COLUMN cell_summary.dataset IS 'Name of the dataset.';
COMMENT ON COLUMN cell_summary.backbone IS 'Name of the backbone.';
COMMENT ON COLUMN cell_summary.norm IS 'Name of the norm.';
COMMENT ON COLUMN cell_summary.depth IS 'Parameter depth: number of layers; null for a backbone without one.';
COMMENT ON COLUMN cell_summary.protocol IS 'Training and selection protocol.';
COMMENT ON COLUMN cell_summary.parameters IS 'All parameters by name.';
COMMENT ON COLUMN cell_summary.metric_name IS 'Name of the metric of the sweep.';
COMMENT ON COLUMN cell_summary.n IS 'Trials with a value of the metric, over which the statistics go.';
COMMENT ON COLUMN cell_summary.failed IS 'Trials that failed.';
COMMENT ON COLUMN cell_summary.cancelled IS 'Trials that were cancelled.';
COMMENT ON COLUMN cell_summary.open IS 'Trials that have not ended.';
COMMENT ON COLUMN cell_summary.mean IS 'Mean of the metric; null when n = 0.';
COMMENT ON COLUMN cell_summary.std_sample IS 'Sample standard deviation (n - 1); null when n < 2.';
COMMENT ON COLUMN cell_summary.min IS 'Smallest value.';
COMMENT ON COLUMN cell_summary.max IS 'Largest value.';
COMMENT ON COLUMN cell_summary.cell_hash IS 'The cell.';

-- Over all sweeps: an experiment that several sweeps carry counts once.
CREATE VIEW leaderboard AS
WITH result AS (
    SELECT DISTINCT ON (trial.hash, sweep.metric, sweep.maximize)
        spec.cell_hash, trial.hash, sweep.metric AS metric_name, sweep.maximize, trial.metric
    FROM trial
    JOIN sweep ON sweep.id = trial.sweep_id
    JOIN spec ON spec.hash = trial.hash
    WHERE trial.state IN ('succeeded', 'stopped') AND trial.metric IS NOT NULL
    ORDER BY trial.hash, sweep.metric, sweep.maximize, trial.id
), cell AS (
    SELECT
        cell_hash, metric_name, maximize, min(hash) AS hash, count(*) AS n, avg(metric) AS mean,
        stddev_samp(metric) AS std_sample, min(metric) AS min, max(metric) AS max
    FROM result
    GROUP BY cell_hash, metric_name, maximize
)
SELECT
    spec.dataset,
    spec.protocol,
    cell.metric_name,
    rank() OVER (
        PARTITION BY spec.dataset, spec.protocol, cell.metric_name, cell.maximize
        ORDER BY CASE WHEN cell.mean = 'NaN' THEN '-Infinity' WHEN cell.maximize THEN cell.mean ELSE -cell.mean END DESC
    ) AS rank,
    spec.backbone,
    spec.norm,
    spec.depth,
    cell.n,
    cell.mean,
    cell.std_sample,
    cell.min,
    cell.max,
    spec.parameters,
    cell.cell_hash
FROM cell
JOIN spec ON spec.hash = cell.hash
ORDER BY spec.dataset, spec.protocol, cell.metric_name, rank;

COMMENT ON VIEW leaderboard IS 'Cells of all sweeps ranked by their mean, for each dataset, protocol and metric.';
COMMENT ON COLUMN leaderboard.dataset IS 'Name of the dataset.';
COMMENT ON COLUMN leaderboard.protocol IS 'Training and selection protocol.';
COMMENT ON COLUMN leaderboard.metric_name IS 'Name of the metric.';
COMMENT ON COLUMN leaderboard.rank IS 'From 1, the best; cells with the same mean share a rank.';
COMMENT ON COLUMN leaderboard.backbone IS 'Name of the backbone.';
COMMENT ON COLUMN leaderboard.norm IS 'Name of the norm.';
COMMENT ON COLUMN leaderboard.depth IS 'Parameter depth: number of layers; null for a backbone without one.';
COMMENT ON COLUMN leaderboard.n IS 'Different trials with a value, over which the statistics go.';
COMMENT ON COLUMN leaderboard.mean IS 'Mean of the metric.';
COMMENT ON COLUMN leaderboard.std_sample IS 'Sample standard deviation (n - 1); null when n < 2.';
COMMENT ON COLUMN leaderboard.min IS 'Smallest value.';
COMMENT ON COLUMN leaderboard.max IS 'Largest value.';
COMMENT ON COLUMN leaderboard.parameters IS 'All parameters by name.';
COMMENT ON COLUMN leaderboard.cell_hash IS 'The cell.';

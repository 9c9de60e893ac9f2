-- A cell is repeated over the published splits of its dataset as it is over the seeds: the split is no part of the cell.

-- Cells that were written when it was: the hash is taken anew, over the canonical JSON without seed and split, byte for byte
-- as the specification writes it (parameters are sorted by name, and others follow dataset.split).
UPDATE spec
SET cell_hash = encode(sha256(convert_to(
    regexp_replace(regexp_replace(spec, '"dataset\.split":[0-9]+,', ''), ',"seed":-?[0-9]+\}$', '}'), 'UTF8')), 'hex')
WHERE spec LIKE '%"dataset.split":%';

COMMENT ON COLUMN spec.cell_hash IS 'SHA-256 of the specification without its seed and its split of the data: the cell.';
COMMENT ON COLUMN trial_detail.cell_hash IS 'SHA-256 of the specification without its seed and its split of the data.';

CREATE OR REPLACE VIEW cell_summary AS
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
    spec.parameters - 'dataset.split' AS parameters,
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

COMMENT ON VIEW cell_summary IS 'Cells of sweeps: their trials over splits and seeds. Failed trials stand beside the mean, they are not in it.';
COMMENT ON COLUMN cell_summary.parameters IS 'All parameters by name, but not the split of the data.';

CREATE OR REPLACE VIEW leaderboard AS
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
    spec.parameters - 'dataset.split' AS parameters,
    cell.cell_hash
FROM cell
JOIN spec ON spec.hash = cell.hash
ORDER BY spec.dataset, spec.protocol, cell.metric_name, rank;

COMMENT ON COLUMN leaderboard.parameters IS 'All parameters by name, but not the split of the data.';

-- What a tracking server already has. Deleting a target makes the next round push everything again.

CREATE TABLE projection_target (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    uri        text        NOT NULL UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE projection_target IS 'Tracking servers that results were projected to.';
COMMENT ON COLUMN projection_target.id IS 'Number of the target.';
COMMENT ON COLUMN projection_target.uri IS 'Address of the server as configured.';
COMMENT ON COLUMN projection_target.created_at IS 'When it was first used.';

CREATE TABLE projection_sweep (
    target_id     bigint NOT NULL REFERENCES projection_target ON DELETE CASCADE,
    sweep_id      bigint NOT NULL REFERENCES sweep,
    experiment_id text   NOT NULL,
    settled_for   timestamptz,
    PRIMARY KEY (target_id, sweep_id)
);

COMMENT ON TABLE projection_sweep IS 'The experiment of a sweep at a target.';
COMMENT ON COLUMN projection_sweep.target_id IS 'The target.';
COMMENT ON COLUMN projection_sweep.sweep_id IS 'The sweep.';
COMMENT ON COLUMN projection_sweep.experiment_id IS 'Its experiment there.';
COMMENT ON COLUMN projection_sweep.settled_for IS 'sweep.finished_at for which the target was found to have everything; null before.';

CREATE TABLE projection_trial (
    target_id bigint NOT NULL REFERENCES projection_target ON DELETE CASCADE,
    trial_id  bigint NOT NULL REFERENCES trial,
    run_id    text   NOT NULL,
    version   bigint NOT NULL DEFAULT -1,
    chunk     bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (target_id, trial_id)
) WITH (fillfactor = 80);

COMMENT ON TABLE projection_trial IS 'The run of a trial at a target, and what it has.';
COMMENT ON COLUMN projection_trial.target_id IS 'The target.';
COMMENT ON COLUMN projection_trial.trial_id IS 'The trial.';
COMMENT ON COLUMN projection_trial.run_id IS 'Its run there.';
COMMENT ON COLUMN projection_trial.version IS 'trial.version as last pushed, -1 when only the run exists.';
COMMENT ON COLUMN projection_trial.chunk IS 'metric_chunk.id of the last points pushed.';

CREATE TABLE projection_cell (
    target_id bigint NOT NULL REFERENCES projection_target ON DELETE CASCADE,
    sweep_id  bigint NOT NULL REFERENCES sweep,
    cell_hash text   NOT NULL,
    run_id    text   NOT NULL,
    version   bigint NOT NULL,
    PRIMARY KEY (target_id, sweep_id, cell_hash)
);

COMMENT ON TABLE projection_cell IS 'The summary run of a cell of a sweep at a target.';
COMMENT ON COLUMN projection_cell.target_id IS 'The target.';
COMMENT ON COLUMN projection_cell.sweep_id IS 'The sweep.';
COMMENT ON COLUMN projection_cell.cell_hash IS 'The cell.';
COMMENT ON COLUMN projection_cell.run_id IS 'Its summary run there.';
COMMENT ON COLUMN projection_cell.version IS 'Version of the numbers last pushed: sum of the versions of its trials; -1 when only the run exists.';

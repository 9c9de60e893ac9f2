-- Clearer comments. Released migrations stay as they are, because Flyway compares their checksums.

COMMENT ON COLUMN sweep.name IS 'Name in the definition. Not unique: commands that take a name mean the newest sweep.';
COMMENT ON COLUMN sweep.definition IS 'The definition as YAML, with the overrides of the command line applied.';
COMMENT ON COLUMN sweep.definition_hash IS 'Identity of the definition: submitting the same definition again returns this sweep.';
COMMENT ON COLUMN sweep.maximize IS 'Whether a higher value of the metric is better.';
COMMENT ON COLUMN sweep.expanded_trials IS 'Trials written so far; the next chunk begins at this index of the plan.';
COMMENT ON COLUMN sweep.parallel_trials IS 'Most trials that may be published and not yet ended at a time; null = no limit.';
COMMENT ON COLUMN sweep.max_failed_trials IS 'Failed trials that are allowed; one more stops the sweep; null = no limit.';
COMMENT ON COLUMN sweep.trial_timeout IS 'Longest time that one attempt may take; null = no limit.';

COMMENT ON TABLE spec IS 'Specifications of trials, each stored once; trials with the same hash share a row.';
COMMENT ON COLUMN spec.parameters IS 'All parameters by name; computed from spec.';
COMMENT ON COLUMN spec.depth IS 'Parameter depth: number of layers; null without one. Computed from spec.';

COMMENT ON TABLE trial IS 'Trials of sweeps: the state and the result of each.';
COMMENT ON COLUMN trial.reason IS 'One line: why it failed, was cancelled, or is tried again; null otherwise.';
COMMENT ON COLUMN trial.attempt IS 'Highest attempt number known, 0 before the first. Events of older attempts do not change the trial.';
COMMENT ON COLUMN trial.spent_attempts IS 'Failed and lost attempts since the trial was written or a person last retried it.';
COMMENT ON COLUMN trial.reused_from IS 'The trial of another sweep whose result this one carries; always the trial that was trained.';
COMMENT ON COLUMN trial.started_at IS 'When its first start was recorded (clock of the database; attempts have the clock of the worker).';

COMMENT ON TABLE provenance IS 'Code, libraries, data, and device that attempts were trained with; each combination is stored once.';
COMMENT ON TABLE dataset IS 'Datasets that trials were trained on. Two digests for one name mean that the files differed.';

COMMENT ON TABLE attempt IS 'Attempts at trials: each delivery that started work.';
COMMENT ON COLUMN attempt.number IS 'From 1, rising. Only events of the highest number change the trial.';
COMMENT ON COLUMN attempt.last_sequence IS 'Highest sequence applied; an event with a sequence up to it is a repetition.';
COMMENT ON COLUMN attempt.late_events IS 'Events that arrived too late to change the trial and were ignored.';
COMMENT ON COLUMN attempt.provenance_id IS 'Code, libraries, data, and device that it was trained with.';
COMMENT ON COLUMN attempt.failure_kind IS 'Kind of failure, as the bus names it.';
COMMENT ON COLUMN attempt.reason IS 'One line: why it failed, was lost, or was released.';
COMMENT ON COLUMN attempt.wall_millis IS 'Wall time of the training in milliseconds.';
COMMENT ON COLUMN attempt.cpu_millis IS 'Processor time of the training in milliseconds.';

COMMENT ON TABLE metric_chunk IS 'Metric points as reported, several in a row. Query the view metric instead.';
COMMENT ON COLUMN metric_chunk.attempt IS 'The attempt that measured the points.';
COMMENT ON VIEW metric IS 'Metric histories, one row per point. Filter by trial_id or sweep_id.';

COMMENT ON TABLE outbox_batch IS 'Batches of trials that are being published. After a crash, a batch that is still here may or may not be on the bus.';
COMMENT ON COLUMN outbox_batch.topic_offsets IS 'JSON: end offsets of the trial topic before sending. What the batch published is at or after them.';
COMMENT ON COLUMN outbox.id IS 'Trials are published in this order.';

COMMENT ON COLUMN projection_sweep.settled_for IS 'Value of sweep.finished_at at which the target was found to have everything; null before.';
COMMENT ON TABLE projection_trial IS 'The run of a trial at a target, and how much of the trial it has.';

COMMENT ON COLUMN trial_detail.wall_seconds IS 'Wall time of the newest attempt in seconds.';
COMMENT ON COLUMN trial_detail.cpu_seconds IS 'Processor time of the newest attempt in seconds.';
COMMENT ON VIEW cell_summary IS 'Cells of sweeps: statistics over their splits and seeds. Failed trials are counted but are not part of the mean.';
COMMENT ON COLUMN cell_summary.parameters IS 'All parameters by name, except the split of the data.';
COMMENT ON COLUMN cell_summary.n IS 'Trials with a value of the metric; the statistics are over these.';
COMMENT ON COLUMN leaderboard.n IS 'Distinct trials with a value; the statistics are over these.';
COMMENT ON COLUMN leaderboard.parameters IS 'All parameters by name, except the split of the data.';

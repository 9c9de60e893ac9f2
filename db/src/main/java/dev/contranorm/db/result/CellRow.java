package dev.contranorm.db.result;

import dev.contranorm.db.trial.SpecRow;

/**
 * One cell of a sweep: its trials over the seeds and the splits of the dataset.
 *
 * @param spec specification of its first trial in the plan; all but the hash, the seed, and the split is the cell's
 * @param parameters JSON object: all parameters by name, without the split
 * @param trials how many of its trials have a result, failed, and so on
 * @param metric statistics of the sweep's metric
 */
public record CellRow(SpecRow spec, String parameters, TrialCounts trials, MetricSummary metric) {}

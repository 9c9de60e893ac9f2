package dev.contranorm.db.result;

import java.util.OptionalDouble;

/**
 * One cell of a sweep: its trials over the splits of its dataset and the seeds. Failed trials stand beside the mean and are never averaged away.
 *
 * @param spec canonical JSON of one of its trials (the first in the plan)
 * @param parameters JSON object: all parameters by name, but not the split
 * @param n trials with a result, over which mean, std, min and max go
 * @param failed trials that failed
 * @param open trials that have not ended
 * @param cancelled trials that were cancelled
 * @param mean mean of the sweep's metric; empty when n = 0
 * @param std sample standard deviation (n − 1); empty when n &lt; 2
 */
public record CellRow(
        String cellHash,
        String dataset,
        String backbone,
        String norm,
        String protocol,
        String spec,
        String parameters,
        long n,
        long failed,
        long open,
        long cancelled,
        OptionalDouble mean,
        OptionalDouble std,
        OptionalDouble min,
        OptionalDouble max) {}

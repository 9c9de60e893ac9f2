package dev.contranorm.zoo.bench;

/**
 * What one step costs.
 *
 * @param wallMillis median over the steps
 * @param cpuMillis mean over the steps of the time of all threads of this process
 * @param peakResidentMegabytes the most memory that this process has held at once, in units of 2^20 bytes; measure in a
 *     process of its own to know a step's
 * @param steps steps measured, after the warm-up
 * @param firstStepMillis from the start of the process to the end of its very first step: the libraries, the data, the graph
 *     and what TensorFlow does once
 */
public record Cost(
        double wallMillis,
        double cpuMillis,
        double peakResidentMegabytes,
        int steps,
        int threads,
        double firstStepMillis) {}

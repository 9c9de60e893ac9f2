package dev.contranorm.zoo.bench;

/**
 * The cost of one training step.
 *
 * @param wallMillis median wall time per step
 * @param cpuMillis mean CPU time per step, all threads of this process
 * @param peakResidentMegabytes peak resident memory of this process in MiB; to measure one step, run it in its own process
 * @param steps number of measured steps, after the warm-up
 * @param firstStepMillis time from the start of the process to the end of its first step, including libraries, data, graph and
 *     one-time work of TensorFlow
 */
public record Cost(
        double wallMillis,
        double cpuMillis,
        double peakResidentMegabytes,
        int steps,
        int threads,
        double firstStepMillis) {}

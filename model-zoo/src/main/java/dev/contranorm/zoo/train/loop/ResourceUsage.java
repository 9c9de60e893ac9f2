package dev.contranorm.zoo.train.loop;

/**
 * The resources used by training in this process (work before a resume is not counted).
 *
 * @param cpuMillis CPU time of all threads of this process
 * @param peakResidentMegabytes peak resident memory of this process so far, in MiB
 */
public record ResourceUsage(double wallMillis, double cpuMillis, double peakResidentMegabytes) {}

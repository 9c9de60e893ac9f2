package dev.contranorm.zoo.train.loop;

/**
 * What a training took, since this process started it (work before a resume is not counted).
 *
 * @param cpuMillis time of all threads of this process
 * @param peakResidentMegabytes the most memory that this process has held at once so far, in units of 2^20 bytes
 */
public record ResourceUsage(double wallMillis, double cpuMillis, double peakResidentMegabytes) {}

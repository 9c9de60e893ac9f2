package dev.contranorm.db.trial;

/** What a trial cost: wall time and processor time in milliseconds, largest resident memory in megabytes (2^20 bytes). */
public record ResourceUsage(double wallMillis, double cpuMillis, double peakResidentMegabytes) {}

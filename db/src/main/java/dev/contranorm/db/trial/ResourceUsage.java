package dev.contranorm.db.trial;

/** What a trial cost: milliseconds on the clock, milliseconds of processor time, largest resident megabytes (2^20 bytes). */
public record ResourceUsage(double wallMillis, double cpuMillis, double peakResidentMegabytes) {}

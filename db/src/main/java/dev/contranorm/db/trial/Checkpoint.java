package dev.contranorm.db.trial;

import java.time.Instant;

/** A saved state of a trial. {@code location} is a folder or address as the worker gave it. */
public record Checkpoint(int attempt, int epoch, String location, long bytes, String sha256, Instant at) {}

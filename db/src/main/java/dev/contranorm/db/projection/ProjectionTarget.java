package dev.contranorm.db.projection;

/** A tracking server that results are projected to. {@code uri} is its address as configured. */
public record ProjectionTarget(long id, String uri) {}

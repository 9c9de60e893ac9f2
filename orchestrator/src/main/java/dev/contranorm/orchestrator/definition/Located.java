package dev.contranorm.orchestrator.definition;

/** A value and where it was written. */
record Located(Object value, String key, Place place) {}

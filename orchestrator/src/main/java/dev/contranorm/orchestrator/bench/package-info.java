/** Measurements of this machine for the user: a training step, the operator, the way through bus and database. */
package dev.contranorm.orchestrator.bench;

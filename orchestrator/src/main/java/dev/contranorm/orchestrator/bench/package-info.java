/** Measurements of this machine: a training step, the operator, the throughput of bus and database. */
package dev.contranorm.orchestrator.bench;

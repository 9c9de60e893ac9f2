/** The commands {@code sweep bench}: measurements of this machine. */
package dev.contranorm.orchestrator.cli.bench;

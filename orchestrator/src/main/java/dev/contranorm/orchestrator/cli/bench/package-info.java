/** The command {@code sweep bench}. */
package dev.contranorm.orchestrator.cli.bench;

/** The command {@code sweep data}. */
package dev.contranorm.orchestrator.cli.data;

/** The command line {@code sweep}: its entry point and its error handling. Each command is a thin class in a subpackage. */
package dev.contranorm.orchestrator.cli;

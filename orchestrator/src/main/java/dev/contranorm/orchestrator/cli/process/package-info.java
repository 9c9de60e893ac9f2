/** A command as a process: its log and its signal handlers. */
package dev.contranorm.orchestrator.cli.process;

/** What a command does as a process: where its log goes and what a signal does. */
package dev.contranorm.orchestrator.cli.process;

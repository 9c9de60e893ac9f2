/** The output of commands: messages, result tables and exit codes. */
package dev.contranorm.orchestrator.cli.output;

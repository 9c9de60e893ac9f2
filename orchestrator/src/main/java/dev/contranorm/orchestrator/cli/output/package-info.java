/** What commands write: messages, results, exit codes. */
package dev.contranorm.orchestrator.cli.output;

/** Options and arguments that several commands share. */
package dev.contranorm.orchestrator.cli.option;

/** What commands have in common: base classes of the commands on the results database and of groups of commands. */
package dev.contranorm.orchestrator.cli.command;

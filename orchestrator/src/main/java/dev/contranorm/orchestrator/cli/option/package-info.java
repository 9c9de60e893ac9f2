/** Options and arguments that several commands share, and the exceptions for invalid ones. */
package dev.contranorm.orchestrator.cli.option;

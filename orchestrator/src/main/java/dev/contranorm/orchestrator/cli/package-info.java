/** The command line {@code sweep}: one thin class per command, shared options as mixins. */
package dev.contranorm.orchestrator.cli;

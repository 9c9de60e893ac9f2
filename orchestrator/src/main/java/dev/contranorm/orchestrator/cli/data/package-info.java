/** The commands {@code sweep data}: datasets and their files. */
package dev.contranorm.orchestrator.cli.data;

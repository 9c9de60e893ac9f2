/** Commands that show and export results. */
package dev.contranorm.orchestrator.cli.result;

/** Commands that print, query and export results. */
package dev.contranorm.orchestrator.cli.result;

/** Commands that check, run, watch and control sweeps. */
package dev.contranorm.orchestrator.cli.sweep;

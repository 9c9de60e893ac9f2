/** Commands that start, follow and steer sweeps. */
package dev.contranorm.orchestrator.cli.sweep;

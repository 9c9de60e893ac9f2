/** The progress of a running sweep: its state, speed and remaining time, and the metrics of its running trials. */
package dev.contranorm.orchestrator.cli.watch;

/** Following a sweep while it runs: how far it is, how fast, and what its trials measure. */
package dev.contranorm.orchestrator.cli.watch;

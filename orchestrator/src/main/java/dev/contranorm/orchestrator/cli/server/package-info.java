/** Commands that start servers and workers, and look at this machine. */
package dev.contranorm.orchestrator.cli.server;

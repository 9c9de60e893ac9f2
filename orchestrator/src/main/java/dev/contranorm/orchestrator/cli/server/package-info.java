/** Commands that start servers and workers, synchronize MLflow and check this machine. */
package dev.contranorm.orchestrator.cli.server;

/** The local server: broker, database, orchestrator and worker processes, started together on one machine. */
package dev.contranorm.orchestrator.local;

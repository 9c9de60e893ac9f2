/** Child processes of the local server. */
package dev.contranorm.orchestrator.local.process;

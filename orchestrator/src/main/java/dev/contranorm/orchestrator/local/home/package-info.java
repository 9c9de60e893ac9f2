/** The home folder of the local server: its lock, and the address of the server that runs in it. */
package dev.contranorm.orchestrator.local.home;

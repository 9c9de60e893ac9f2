/** The bus contract: topics, messages and their JSON form. What orchestrator and workers say to each other. */
package dev.contranorm.worker.bus;

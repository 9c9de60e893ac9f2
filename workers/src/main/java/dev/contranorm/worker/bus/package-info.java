/** The bus contract between orchestrator and workers: topics, messages and their JSON form. */
package dev.contranorm.worker.bus;

/** A Kafka broker inside the process, for the local server and tests. */
package dev.contranorm.worker.local;

/** Trials that wait to be published on the bus, and the protocol that publishes each exactly once, even after a crash. */
package dev.contranorm.db.outbox;

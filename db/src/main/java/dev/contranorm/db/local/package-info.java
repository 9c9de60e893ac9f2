/** A PostgreSQL server that this process starts and stops, with its files under one folder. */
package dev.contranorm.db.local;

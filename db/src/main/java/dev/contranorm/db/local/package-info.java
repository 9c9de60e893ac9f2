/** A PostgreSQL server inside this process's care, with its files under one folder. */
package dev.contranorm.db.local;

/** The results database. {@link dev.contranorm.db.Database} is the entry point. */
package dev.contranorm.db;

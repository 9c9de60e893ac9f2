/** The connection to the database: settings, pool, migrations, and failures that say what to do. */
package dev.contranorm.db.connection;

/** How the database is reached: settings, connection pool, migrations, and errors that say what to do. */
package dev.contranorm.db.connection;

/** The results database of the house. {@link dev.contranorm.db.Database} is the door. */
package dev.contranorm.db;

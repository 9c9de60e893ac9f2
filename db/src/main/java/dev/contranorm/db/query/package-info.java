/** SQL that people write, read only. */
package dev.contranorm.db.query;

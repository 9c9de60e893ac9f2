/** SQL by people, read only. */
package dev.contranorm.db.query;

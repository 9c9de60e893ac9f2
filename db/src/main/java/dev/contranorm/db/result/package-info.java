/** Results for tables, plots and exports. */
package dev.contranorm.db.result;

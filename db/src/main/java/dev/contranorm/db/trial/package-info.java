/** Trials: their specification, their states and the one table of state changes, their attempts. */
package dev.contranorm.db.trial;

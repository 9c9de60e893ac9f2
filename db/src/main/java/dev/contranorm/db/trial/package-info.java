/** Trials: their specification, their states and the table of state changes, their attempts and checkpoints. */
package dev.contranorm.db.trial;

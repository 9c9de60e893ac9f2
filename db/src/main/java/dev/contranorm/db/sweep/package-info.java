/** Sweeps: what was asked for, its progress, and the table of state changes. */
package dev.contranorm.db.sweep;

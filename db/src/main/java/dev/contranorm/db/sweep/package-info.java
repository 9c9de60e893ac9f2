/** Sweeps: what was asked for, how far it is, and the one table of sweep states. */
package dev.contranorm.db.sweep;

/**
 * Applies workers' reports to trials and attempts: in batches, each report once, and only the newest attempt moves its trial.
 */
package dev.contranorm.db.event;

/** What workers report, applied to trials and attempts: in batches, each report once, only the newest attempt moving its trial. */
package dev.contranorm.db.event;

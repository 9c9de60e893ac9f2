/** The worker process: takes one trial at a time from the bus, trains it and reports events. */
package dev.contranorm.worker.run;

/** The worker process: takes one trial at a time from the bus, trains it, reports. */
package dev.contranorm.worker.run;

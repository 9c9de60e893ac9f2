package dev.contranorm.worker.run;

/** How a trial's record is acknowledged when its attempt has ended. */
enum Acknowledgement {
    /** The record is done: no worker receives it again. */
    ACCEPT,
    /** The record is delivered again, to any worker. */
    RELEASE
}

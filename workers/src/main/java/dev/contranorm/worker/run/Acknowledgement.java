package dev.contranorm.worker.run;

/** What becomes of a trial's record when its attempt has ended. */
enum Acknowledgement {
    /** It is done with. */
    ACCEPT,
    /** Another worker shall have it. */
    RELEASE
}

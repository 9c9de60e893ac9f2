package dev.contranorm.db.trial;

import java.util.Optional;

/**
 * Why an attempt ended without a result; all parts are empty while it runs and when it succeeded.
 *
 * @param failureKind the kind of failure as the bus names it
 * @param reason one line: why it failed, was lost, or was released
 * @param detail stack trace of a failure
 */
public record AttemptEnd(Optional<String> failureKind, Optional<String> reason, Optional<String> detail) {}

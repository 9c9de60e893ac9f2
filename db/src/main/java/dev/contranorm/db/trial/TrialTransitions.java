package dev.contranorm.db.trial;

import static dev.contranorm.db.trial.TrialState.CANCELLED;
import static dev.contranorm.db.trial.TrialState.FAILED;
import static dev.contranorm.db.trial.TrialState.PENDING;
import static dev.contranorm.db.trial.TrialState.QUEUED;
import static dev.contranorm.db.trial.TrialState.RUNNING;
import static dev.contranorm.db.trial.TrialState.STOPPED;
import static dev.contranorm.db.trial.TrialState.SUCCEEDED;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table of a trial's state changes: state × cause → state. A change that is not in it is forbidden.
 *
 * <p>A start or an end may reach the database before the confirmation that the trial was published, so events also move
 * pending and queued trials. Only a person's retry changes an ended trial, and never one with a result.
 */
public final class TrialTransitions {
    private static final Map<TrialState, Map<TrialCause, TrialState>> TABLE = new EnumMap<>(TrialState.class);

    static {
        TABLE.put(
                PENDING,
                Map.of(
                        TrialCause.PUBLISHED, QUEUED,
                        TrialCause.STARTED, RUNNING,
                        TrialCause.FINISHED, SUCCEEDED,
                        TrialCause.STOPPED_EARLY, STOPPED,
                        TrialCause.FAILED, FAILED,
                        TrialCause.FAILED_RETRYABLY, PENDING,
                        TrialCause.RELEASED, PENDING,
                        TrialCause.GIVEN_UP, PENDING,
                        TrialCause.DRAINED, CANCELLED,
                        TrialCause.CANCELLED, CANCELLED));
        TABLE.put(
                QUEUED,
                Map.of(
                        TrialCause.STARTED, RUNNING,
                        TrialCause.FINISHED, SUCCEEDED,
                        TrialCause.STOPPED_EARLY, STOPPED,
                        TrialCause.FAILED, FAILED,
                        TrialCause.FAILED_RETRYABLY, PENDING,
                        TrialCause.RELEASED, QUEUED,
                        TrialCause.GIVEN_UP, PENDING,
                        TrialCause.STRANDED, PENDING,
                        TrialCause.DRAINED, CANCELLED,
                        TrialCause.CANCELLED, CANCELLED));
        TABLE.put(
                RUNNING,
                Map.of(
                        TrialCause.STARTED, RUNNING,
                        TrialCause.FINISHED, SUCCEEDED,
                        TrialCause.STOPPED_EARLY, STOPPED,
                        TrialCause.FAILED, FAILED,
                        TrialCause.FAILED_RETRYABLY, PENDING,
                        TrialCause.RELEASED, QUEUED,
                        TrialCause.GIVEN_UP, PENDING,
                        TrialCause.LOST, QUEUED,
                        TrialCause.CANCELLED, CANCELLED));
        TABLE.put(SUCCEEDED, Map.of());
        TABLE.put(FAILED, Map.of(TrialCause.RETRIED, PENDING));
        TABLE.put(STOPPED, Map.of());
        TABLE.put(CANCELLED, Map.of(TrialCause.RETRIED, PENDING));
    }

    private TrialTransitions() {}

    /** The state after, or empty when the change is forbidden. */
    public static Optional<TrialState> next(TrialState state, TrialCause cause) {
        return Optional.ofNullable(TABLE.get(state).get(cause));
    }

    /** The states that the cause moves to another one: for {@code UPDATE … WHERE state = ANY (…)}. */
    public static List<TrialState> sources(TrialCause cause) {
        return Arrays.stream(TrialState.values())
                .filter(state -> next(state, cause).filter(to -> to != state).isPresent())
                .toList();
    }
}

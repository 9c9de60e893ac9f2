package dev.contranorm.db.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every entry of the table, the forbidden ones too: a state or cause without a line here fails the test. */
class TrialTransitionsTest {
    private static final Set<String> TESTED = new HashSet<>();

    @ParameterizedTest(name = "{0} + {1} = {2}")
    @CsvSource(
            textBlock =
                    """
            PENDING,   PUBLISHED,        QUEUED
            PENDING,   STARTED,          RUNNING
            PENDING,   FINISHED,         SUCCEEDED
            PENDING,   STOPPED_EARLY,    STOPPED
            PENDING,   FAILED,           FAILED
            PENDING,   FAILED_RETRYABLY, PENDING
            PENDING,   RELEASED,         PENDING
            PENDING,   GIVEN_UP,         PENDING
            PENDING,   STRANDED,
            PENDING,   LOST,
            PENDING,   DRAINED,          CANCELLED
            PENDING,   CANCELLED,        CANCELLED
            PENDING,   RETRIED,
            QUEUED,    PUBLISHED,
            QUEUED,    STARTED,          RUNNING
            QUEUED,    FINISHED,         SUCCEEDED
            QUEUED,    STOPPED_EARLY,    STOPPED
            QUEUED,    FAILED,           FAILED
            QUEUED,    FAILED_RETRYABLY, PENDING
            QUEUED,    RELEASED,         QUEUED
            QUEUED,    GIVEN_UP,         PENDING
            QUEUED,    STRANDED,         PENDING
            QUEUED,    LOST,
            QUEUED,    DRAINED,          CANCELLED
            QUEUED,    CANCELLED,        CANCELLED
            QUEUED,    RETRIED,
            RUNNING,   PUBLISHED,
            RUNNING,   STARTED,          RUNNING
            RUNNING,   FINISHED,         SUCCEEDED
            RUNNING,   STOPPED_EARLY,    STOPPED
            RUNNING,   FAILED,           FAILED
            RUNNING,   FAILED_RETRYABLY, PENDING
            RUNNING,   RELEASED,         QUEUED
            RUNNING,   GIVEN_UP,         PENDING
            RUNNING,   STRANDED,
            RUNNING,   LOST,             QUEUED
            RUNNING,   DRAINED,
            RUNNING,   CANCELLED,        CANCELLED
            RUNNING,   RETRIED,
            SUCCEEDED, PUBLISHED,
            SUCCEEDED, STARTED,
            SUCCEEDED, FINISHED,
            SUCCEEDED, STOPPED_EARLY,
            SUCCEEDED, FAILED,
            SUCCEEDED, FAILED_RETRYABLY,
            SUCCEEDED, RELEASED,
            SUCCEEDED, GIVEN_UP,
            SUCCEEDED, STRANDED,
            SUCCEEDED, LOST,
            SUCCEEDED, DRAINED,
            SUCCEEDED, CANCELLED,
            SUCCEEDED, RETRIED,
            FAILED,    PUBLISHED,
            FAILED,    STARTED,
            FAILED,    FINISHED,
            FAILED,    STOPPED_EARLY,
            FAILED,    FAILED,
            FAILED,    FAILED_RETRYABLY,
            FAILED,    RELEASED,
            FAILED,    GIVEN_UP,
            FAILED,    STRANDED,
            FAILED,    LOST,
            FAILED,    DRAINED,
            FAILED,    CANCELLED,
            FAILED,    RETRIED,          PENDING
            STOPPED,   PUBLISHED,
            STOPPED,   STARTED,
            STOPPED,   FINISHED,
            STOPPED,   STOPPED_EARLY,
            STOPPED,   FAILED,
            STOPPED,   FAILED_RETRYABLY,
            STOPPED,   RELEASED,
            STOPPED,   GIVEN_UP,
            STOPPED,   STRANDED,
            STOPPED,   LOST,
            STOPPED,   DRAINED,
            STOPPED,   CANCELLED,
            STOPPED,   RETRIED,
            CANCELLED, PUBLISHED,
            CANCELLED, STARTED,
            CANCELLED, FINISHED,
            CANCELLED, STOPPED_EARLY,
            CANCELLED, FAILED,
            CANCELLED, FAILED_RETRYABLY,
            CANCELLED, RELEASED,
            CANCELLED, GIVEN_UP,
            CANCELLED, STRANDED,
            CANCELLED, LOST,
            CANCELLED, DRAINED,
            CANCELLED, CANCELLED,
            CANCELLED, RETRIED,          PENDING
            """)
    void aTrialMovesByTheTable(TrialState state, TrialCause cause, TrialState next) {
        TESTED.add(state + " " + cause);
        if (next == null) {
            assertThat(TrialTransitions.next(state, cause)).isEmpty();
        } else {
            assertThat(TrialTransitions.next(state, cause)).contains(next);
        }
        assertThat(TrialTransitions.sources(cause).contains(state)).isEqualTo(next != null && next != state);
    }

    @AfterAll
    static void everyEntryWasTested() {
        assertThat(TESTED).hasSize(TrialState.values().length * TrialCause.values().length);
    }
}

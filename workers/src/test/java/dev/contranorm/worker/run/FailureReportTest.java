package dev.contranorm.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contranorm.worker.bus.FailureKind;
import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.train.loop.DivergenceException;
import dev.contranorm.zoo.trial.InvalidTrialException;
import dev.contranorm.zoo.trial.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureReportTest {
    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(new DivergenceException(7, 1, Double.NaN), FailureKind.DIVERGED),
                Arguments.of(new DatasetException(DatasetException.Kind.MISSING, "gone"), FailureKind.DATASET),
                Arguments.of(
                        new InvalidTrialException(List.of(new Problem("depth", "is missing", ""))),
                        FailureKind.SPECIFICATION),
                Arguments.of(new OutOfMemoryError("Java heap space"), FailureKind.OUT_OF_MEMORY),
                Arguments.of(new IllegalStateException("?"), FailureKind.ERROR),
                Arguments.of(new NoClassDefFoundError("x"), FailureKind.ERROR));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theKindFollowsFromTheException(Throwable problem, FailureKind kind) {
        assertThat(FailureReport.of(problem).kind()).isEqualTo(kind);
    }

    @Test
    void theReasonIsOneLineEvenWhenTheMessageIsNot() {
        assertThat(FailureReport.of(new IllegalStateException("first\n  second\n"))
                        .reason())
                .isEqualTo("first second");
    }

    @Test
    void anEmptyMessageIsReplacedByTheType() {
        assertThat(FailureReport.of(new IllegalStateException()).reason()).isEqualTo("IllegalStateException");
    }

    @Test
    void reasonAndStackTraceAreShortenedToFitIntoAMessage() {
        FailureReport report = FailureReport.of(new IllegalStateException("x".repeat(1_000_000)));

        assertThat(report.reason()).hasSizeLessThanOrEqualTo(500);
        assertThat(report.detail()).hasSizeLessThanOrEqualTo(16_000);
    }

    @Test
    void onlyFailuresThatMayEndDifferentlyAreRetryable() {
        assertThat(Stream.of(FailureKind.values()).filter(FailureKind::retryable))
                .containsExactly(FailureKind.ERROR, FailureKind.OUT_OF_MEMORY);
    }
}

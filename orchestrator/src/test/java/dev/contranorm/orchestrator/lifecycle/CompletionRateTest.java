package dev.contranorm.orchestrator.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.contranorm.db.sweep.SweepProgress;
import dev.contranorm.db.sweep.SweepState;
import dev.contranorm.db.trial.TrialState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompletionRateTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static SweepProgress progress(SweepState state, long succeeded, long endedLastMinute, Duration since) {
        return new SweepProgress(
                1,
                state,
                100,
                100,
                Map.of(TrialState.SUCCEEDED, succeeded),
                0,
                Optional.of(NOW.minus(since)),
                endedLastMinute);
    }

    @Test
    void theRateIsThatOfTheLastMinute() {
        CompletionRate pace = CompletionRate.of(progress(SweepState.RUNNING, 40, 30, Duration.ofHours(1)), NOW);

        assertThat(pace.trialsPerMinute()).isEqualTo(30);
        assertThat(pace.timeLeft()).contains(Duration.ofMinutes(2));
    }

    @Test
    void aSweepThatBeganTenSecondsAgoIsMeasuredOverTenSeconds() {
        CompletionRate pace = CompletionRate.of(progress(SweepState.RUNNING, 10, 10, Duration.ofSeconds(10)), NOW);

        assertThat(pace.trialsPerMinute()).isCloseTo(60, within(1e-9));
        assertThat(pace.timeLeft()).contains(Duration.ofSeconds(90));
    }

    @Test
    void withoutARateThereIsNoTimeLeft() {
        assertThat(CompletionRate.of(progress(SweepState.RUNNING, 40, 0, Duration.ofHours(1)), NOW)
                        .timeLeft())
                .isEmpty();
    }

    @Test
    void anEndedSweepHasNoTimeLeft() {
        assertThat(CompletionRate.of(progress(SweepState.CANCELLED, 40, 30, Duration.ofHours(1)), NOW)
                        .timeLeft())
                .isEmpty();
    }
}

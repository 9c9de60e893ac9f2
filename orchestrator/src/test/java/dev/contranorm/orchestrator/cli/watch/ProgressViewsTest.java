package dev.contranorm.orchestrator.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contranorm.db.sweep.NewSweep;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.sweep.SweepLimits;
import dev.contranorm.db.sweep.SweepProgress;
import dev.contranorm.db.sweep.SweepState;
import dev.contranorm.db.trial.RunningTrial;
import dev.contranorm.db.trial.TrialState;
import dev.contranorm.orchestrator.SetClock;
import dev.contranorm.orchestrator.lifecycle.SweepStatus;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProgressViewsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final StringWriter text = new StringWriter();

    @Test
    void aRunningSweepShowsFinishedTrialsSpeedAndRemainingTime() {
        assertThat(SweepLine.of(status(12, 3, SweepState.RUNNING)))
                .isEqualTo("12 of 45 done (3 reused), 1 running, 1 failed, 21.3 trials/min, 1 min 20 s left");
    }

    @Test
    void anEndedSweepShowsNoSpeedAndNoRemainingTime() {
        assertThat(SweepLine.of(status(44, 0, SweepState.FINISHED))).isEqualTo("44 of 45 done, 1 running, 1 failed");
    }

    @Test
    void aTrialShowsEpochLossAndAccuracy() {
        assertThat(TrialLine.of(trial()))
                .isEqualTo("trial 17  worker-1  epoch 40/100  loss 0.4213  train 88.1 %  validation 79.4 %  attempt 2");
    }

    @Test
    void plainLinesArePrintedAtIntervalsAndAtTheEnd() {
        SetClock clock = new SetClock(START);
        PlainProgress view = new PlainProgress(new PrintWriter(text), Duration.ofSeconds(5), clock);

        view.show(status(1, 0, SweepState.RUNNING));
        clock.advance(Duration.ofSeconds(2));
        view.show(status(2, 0, SweepState.RUNNING));
        clock.advance(Duration.ofSeconds(3));
        view.show(status(3, 0, SweepState.RUNNING));
        clock.advance(Duration.ofSeconds(1));
        view.show(status(4, 0, SweepState.FINISHED));

        assertThat(text.toString().lines().filter(line -> line.startsWith("demo")))
                .extracting(line -> line.substring(0, "demo: 1 of".length()))
                .containsExactly("demo: 1 of", "demo: 3 of", "demo: 4 of");
    }

    @Test
    void anUnchangedSweepIsNotPrintedAgain() {
        PlainProgress view = new PlainProgress(new PrintWriter(text), Duration.ZERO, Clock.systemUTC());

        view.show(status(1, 0, SweepState.RUNNING));
        view.show(status(1, 0, SweepState.RUNNING));

        assertThat(text.toString().lines().filter(line -> line.startsWith("demo")))
                .hasSize(1);
    }

    @Test
    void theTerminalIsRedrawnInPlaceAndNoLineWraps() {
        TerminalProgress view = new TerminalProgress(new PrintWriter(text), 40);

        view.show(status(1, 0, SweepState.RUNNING));
        view.show(status(2, 0, SweepState.RUNNING));

        assertThat(text.toString()).contains("\033[2A\r\033[J");
        assertThat(text.toString().replaceAll("\033\\[[0-9]*[A-Z]|\r", "").lines())
                .hasSize(4)
                .allMatch(line -> line.length() < 40);
    }

    @Test
    void durationsHaveAtMostTwoUnits() {
        assertThat(DurationText.of(Duration.ofMillis(8400))).isEqualTo("8 s");
        assertThat(DurationText.of(Duration.ofSeconds(200))).isEqualTo("3 min 20 s");
        assertThat(DurationText.of(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
        assertThat(DurationText.of(Duration.ofHours(76))).isEqualTo("3 d 4 h");
        assertThat(DurationText.of(Duration.ofMinutes(2))).isEqualTo("2 min");
    }

    private static SweepStatus status(long done, long reused, SweepState state) {
        NewSweep submitted = new NewSweep("demo", "", "hash", "paper", "test/accuracy", true, 45, SweepLimits.none());
        Sweep sweep = new Sweep(1, submitted, state, 45, START, Optional.empty());
        Map<TrialState, Long> counts = new EnumMap<>(TrialState.class);
        counts.put(TrialState.SUCCEEDED, done);
        counts.put(TrialState.RUNNING, 1L);
        counts.put(TrialState.FAILED, 1L);
        SweepProgress progress = new SweepProgress(1, state, 45, 45, counts, reused, Optional.of(START), 20);
        return new SweepStatus(sweep, progress, 21.34, Optional.of(Duration.ofSeconds(80)), List.of(trial()));
    }

    private static RunningTrial trial() {
        TreeMap<String, Double> latest = new TreeMap<>(Map.of(
                "train/loss", 0.42131, "train/accuracy", 0.881, "validation/accuracy", 0.794, "layer/cosine", 0.5));
        return new RunningTrial(17, 1, 2, "worker-1", START, START, 40, 100, latest);
    }
}

package dev.contranorm.orchestrator.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartDelayTest {
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final RestartDelay backoff = new RestartDelay(Duration.ofSeconds(1), 3, Duration.ofMinutes(1));

    @Test
    void waitsGetTwiceAsLongUntilThereIsNoMoreStart() {
        assertThat(backoff.afterCrash(SHORT)).contains(Duration.ofSeconds(1));
        assertThat(backoff.afterCrash(SHORT)).contains(Duration.ofSeconds(2));
        assertThat(backoff.afterCrash(SHORT)).contains(Duration.ofSeconds(4));
        assertThat(backoff.afterCrash(SHORT)).isEmpty();
    }

    @Test
    void aProcessThatLivedForAWhileStartsTheRowAnew() {
        backoff.afterCrash(SHORT);
        backoff.afterCrash(SHORT);

        assertThat(backoff.afterCrash(Duration.ofMinutes(2))).contains(Duration.ofSeconds(1));
        assertThat(backoff.afterCrash(SHORT)).contains(Duration.ofSeconds(2));
    }
}

package dev.contranorm.orchestrator.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HumanDurationTest {
    @ParameterizedTest
    @CsvSource({
        "2h, PT2H",
        "90m, PT1H30M",
        "1h30m, PT1H30M",
        "1h 30m 5s, PT1H30M5S",
        "1.5 hours, PT1H30M",
        "45 sec, PT45S",
        "500ms, PT0.5S",
        "2d, PT48H",
        "PT2H, PT2H",
        "pt90s, PT1M30S",
        "P1D, PT24H"
    })
    void peopleAndIsoAreUnderstood(String text, Duration duration) {
        assertThat(HumanDuration.parse(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"90", "h", "2 weeks", "1h30", "-1h", "P", "2hh", "1..5h", ""})
    void theRestIsNot(String text) {
        assertThat(HumanDuration.parse(text)).isEmpty();
    }
}

package dev.contranorm.worker.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentReaderTest {
    private static EnvironmentReader with(String variable, String value) {
        return new EnvironmentReader(Map.of(variable, value));
    }

    @Test
    void valuesAreReadAndSurroundingSpaceOfNumbersIsIgnored() {
        EnvironmentReader in = new EnvironmentReader(
                Map.of("THREADS", " 4 ", "PAUSE", "90", "DATA", "/data", "NAME", " a b ", "OTHER", "x"));

        assertThat(in.integer("THREADS", 1, 8, 1)).isEqualTo(4);
        assertThat(in.seconds("PAUSE", 1, 100)).contains(Duration.ofSeconds(90));
        assertThat(in.folder("DATA")).contains(Path.of("/data"));
        assertThat(in.text("NAME")).contains(" a b ");
        assertThat(in.variables(name -> name.endsWith("A"))).containsExactly(Map.entry("DATA", "/data"));
        assertThatCode(in::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void aBlankNumberOrFolderReadsAsNotSet(String blank) {
        EnvironmentReader in = with("X", blank);

        assertThat(in.isSet("X")).isFalse();
        assertThat(in.integer("X", 1, 8, 3)).isEqualTo(3);
        assertThat(in.seconds("X", 1, 8)).isEmpty();
        assertThat(in.folder("X")).isEmpty();
        assertThatCode(in::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            many                 | X: 'many' is not a whole number; allowed: 1 to 8
            1.5                  | X: '1.5' is not a whole number; allowed: 1 to 8
            0                    | X: '0' is not in range; allowed: 1 to 8
            9                    | X: '9' is not in range; allowed: 1 to 8
            99999999999999999999 | X: '99999999999999999999' is not a whole number; allowed: 1 to 8
            """)
    void aWrongNumberIsNamedWithItsValueAndWhatIsAllowed(String value, String message) {
        EnvironmentReader in = with("X", value);

        assertThat(in.integer("X", 1, 8, 3)).isEqualTo(3);
        assertThatThrownBy(in::check)
                .isInstanceOf(InvalidEnvironmentException.class)
                .hasMessage(message);
    }

    @Test
    void theUnitOfANumberIsNamed() {
        EnvironmentReader in = new EnvironmentReader(Map.of("PAUSE", "soon", "SIZE", "-1"));
        in.seconds("PAUSE", 1, 60);
        in.number("SIZE", 0, Long.MAX_VALUE, "megabytes");

        assertThatThrownBy(in::check)
                .hasMessage("PAUSE: 'soon' is not a whole number of seconds; allowed: 1 to 60 seconds\n"
                        + "SIZE: '-1' is not in range; allowed: 0 or more megabytes");
    }

    @Test
    void everyProblemIsReportedInTheOrderOfReading() {
        EnvironmentReader in = new EnvironmentReader(Map.of("B", "x", "A", "y", "GOOD", "1"));
        in.required("MISSING", "host:port of the broker");
        in.integer("B", 1, 2, 1);
        in.integer("GOOD", 1, 2, 1);
        in.integer("A", 1, 2, 1);

        assertThat(catchThrowableOfType(InvalidEnvironmentException.class, in::check)
                        .problems())
                .containsExactly(
                        "MISSING: is not set; write host:port of the broker",
                        "B: 'x' is not a whole number; allowed: 1 to 2",
                        "A: 'y' is not a whole number; allowed: 1 to 2");
    }

    @Test
    void settingsAreMadeOnlyWhenEveryVariableIsRight() {
        assertThat(EnvironmentReader.<Integer>read(Map.of("X", "2"), in -> {
                    int value = in.integer("X", 1, 8, 1);
                    return () -> 10 * value;
                }))
                .isEqualTo(20);
        assertThatThrownBy(() -> EnvironmentReader.read(Map.of("X", "?"), in -> {
                    in.integer("X", 1, 8, 1);
                    return () -> {
                        throw new AssertionError("made from a wrong value");
                    };
                }))
                .isInstanceOf(InvalidEnvironmentException.class);
    }

    @Test
    void aSecretValueIsNeverShown() {
        EnvironmentReader in = with("TOKEN", "geheim");
        in.keepSecret("TOKEN");
        in.integer("TOKEN", 1, 8, 1);

        assertThatThrownBy(in::check).hasMessage("TOKEN: is not a whole number; allowed: 1 to 8");
    }

    @Test
    void aPasswordInsideAnAddressIsNeverShown() {
        EnvironmentReader in = with("ADDRESS", "ftp://someone:ge/h@im@host/path");
        in.reject("ADDRESS", "is not an address");

        assertThatThrownBy(in::check).hasMessage("ADDRESS: 'ftp://…@host/path' is not an address");
    }

    @Test
    void aPathThatTheSystemRefusesIsAProblem() {
        EnvironmentReader in = with("DATA", "a\0b");

        assertThat(in.folder("DATA")).isEmpty();
        assertThatThrownBy(in::check).hasMessageContaining("is not a path; allowed: the path of a folder");
    }
}

package dev.contranorm.worker.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusJsonTest {
    private final BusJson json = new BusJson();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                     | message",
                "{                      | message",
                "[1]                    | message",
                "{} {}                  | message",
                "{\"a\":1}              | schemaVersion",
                "{\"schemaVersion\":2}  | schemaVersion",
                "{\"schemaVersion\":1,\"trialId\":\"x\"} | trialId",
                "{\"schemaVersion\":1,\"trialId\":0}     | trialId",
                "{\"schemaVersion\":1,\"trialId\":1.5}   | trialId",
                "{\"schemaVersion\":1,\"trialId\":1,\"sweepId\":1,\"attemptBase\":99999999999} | attemptBase",
                "{\"schemaVersion\":1,\"trialId\":1,\"sweepId\":1,\"attemptBase\":0,\"spec\":7} | spec",
                "{\"schemaVersion\":1,\"trialId\":1,\"sweepId\":1,\"attemptBase\":0,\"spec\":{}} | spec",
            })
    void aMalformedAssignmentIsRefusedNamingTheField(String text, String field) {
        MalformedMessageException problem = catchThrowableOfType(
                MalformedMessageException.class, () -> json.readAssignment(text.getBytes(StandardCharsets.UTF_8)));

        assertThat(problem.field()).isEqualTo(field);
        assertThat(problem).hasMessageStartingWith(field + ": ");
    }

    @Test
    void aRecordWithoutAValueIsRefused() {
        assertThat(catchThrowableOfType(MalformedMessageException.class, () -> json.readEvent(null)))
                .hasMessage("message: is empty");
    }

    @Test
    void anUnknownTypeIsRefusedWithTheKnownOnes() {
        String text = "{\"schemaVersion\":1,\"type\":\"exploded\"}";

        assertThat(catchThrowableOfType(
                        MalformedMessageException.class, () -> json.readEvent(text.getBytes(StandardCharsets.UTF_8))))
                .hasMessage(
                        "type: must be one of started, measured, heartbeat, checkpointed, finished, failed, released,"
                                + " not \"exploded\"");
    }

    @Test
    void aProblemInsideAListIsNamedByItsPosition() {
        String text =
                "{\"schemaVersion\":1,\"type\":\"measured\",\"trialId\":1,\"sweepId\":1,\"attempt\":1,\"sequence\":1,"
                        + "\"worker\":\"w\",\"at\":\"2026-11-24T06:00:00Z\",\"epoch\":1,"
                        + "\"points\":[{\"name\":\"a\",\"step\":1,\"value\":1},{\"name\":\"a\",\"step\":1,\"value\":\"?\"}]}";

        assertThat(catchThrowableOfType(
                        MalformedMessageException.class, () -> json.readEvent(text.getBytes(StandardCharsets.UTF_8))))
                .hasMessage("points[1].value: must be a number, not \"?\"");
    }

    @Test
    void aSpecificationKeepsItsHash() throws Exception {
        TrialSpec spec = new TrialSpec(
                "cora",
                "deep-gcn",
                "contra-norm",
                Protocol.PAPER,
                Long.MAX_VALUE,
                new TreeMap<>(
                        Map.of("a", 1e-7, "b", 0.1 + 0.2, "c", 1e300, "d", "ä\"\n", "e", Long.MIN_VALUE, "f", true)));
        TrialAssignment assignment = new TrialAssignment(1, 1, 0, Optional.empty(), spec, Instant.now());

        assertThat(json.readAssignment(json.write(assignment))).isEqualTo(assignment);
        assertThat(json.readAssignment(json.write(assignment)).spec().hash()).isEqualTo(spec.hash());
    }
}

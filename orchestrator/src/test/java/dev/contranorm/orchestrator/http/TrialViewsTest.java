package dev.contranorm.orchestrator.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contranorm.db.result.TrialRow;
import dev.contranorm.db.trial.Attempt;
import dev.contranorm.db.trial.AttemptEnd;
import dev.contranorm.db.trial.AttemptProgress;
import dev.contranorm.db.trial.AttemptState;
import dev.contranorm.db.trial.AttemptTimes;
import dev.contranorm.db.trial.Checkpoint;
import dev.contranorm.db.trial.ResourceUsage;
import dev.contranorm.db.trial.SpecRow;
import dev.contranorm.db.trial.TrialDetail;
import dev.contranorm.db.trial.TrialState;
import dev.contranorm.db.trial.TrialStatus;
import dev.contranorm.db.trial.TrialTimes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Programs read this JSON: its keys and their order stay, whatever the records behind it look like. */
class TrialViewsTest {
    private static final SpecRow SPEC =
            new SpecRow("hash", "cell", "cora", "deep-gcn", "none", "paper", 3, "{\"dataset\":\"cora\",\"seed\":3}");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final SortedMap<String, Double> METRICS = new TreeMap<>(Map.of("test/accuracy", 0.8));

    @Test
    void aTrialOfAListIsOneFlatObject() {
        TrialRow row = new TrialRow(
                7,
                2,
                SPEC,
                new TrialStatus(
                        TrialState.SUCCEEDED, Optional.of("why"), OptionalDouble.of(0.8), METRICS, OptionalLong.of(5)),
                new TrialTimes(NOON, Optional.of(NOON), Optional.empty()),
                OptionalDouble.of(60_000));

        assertThat(Json.text(TrialView.of(row)))
                .isEqualTo(
                        """
                        {"id":7,"index":2,"hash":"hash","cellHash":"cell","seed":3,"spec":{"dataset":"cora","seed":3},\
                        "state":"succeeded","reason":"why","metric":0.8,"metrics":{"test/accuracy":0.8},"reusedFrom":5,\
                        "startedAt":"2026-11-24T12:00:00Z","wallMillis":60000.0}""");
    }

    @Test
    void aTrialAndItsAttemptsAreFlatObjects() {
        Attempt ended = new Attempt(
                1,
                AttemptState.FAILED,
                "worker-1",
                new AttemptTimes(NOON, NOON.plusSeconds(1), Optional.of(NOON.plusSeconds(2))),
                new AttemptProgress(1, 4, 10),
                Optional.of("{\"device\":\"cpu\"}"),
                new AttemptEnd(Optional.of("ERROR"), Optional.of("it broke"), Optional.of("at …")),
                Optional.empty(),
                1);
        Attempt running = new Attempt(
                2,
                AttemptState.RUNNING,
                "worker-2",
                new AttemptTimes(NOON, NOON, Optional.empty()),
                new AttemptProgress(5, 6, 10),
                Optional.empty(),
                new AttemptEnd(Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.of(new ResourceUsage(60_000, 110_000, 420)),
                0);
        TrialDetail detail = new TrialDetail(
                7,
                1,
                2,
                2,
                SPEC,
                new TrialStatus(
                        TrialState.RUNNING, Optional.empty(), OptionalDouble.empty(), METRICS, OptionalLong.empty()),
                new TrialTimes(NOON, Optional.of(NOON), Optional.empty()),
                List.of(ended, running),
                List.of(new Checkpoint(1, 4, "/checkpoints/4", 1000, "abc", NOON)));

        assertThat(Json.text(TrialDetailView.of(detail)))
                .isEqualTo(
                        """
                        {"id":7,"sweepId":1,"index":2,"hash":"hash","cellHash":"cell","spec":{"dataset":"cora","seed":3},\
                        "state":"running","metrics":{"test/accuracy":0.8},"createdAt":"2026-11-24T12:00:00Z",\
                        "startedAt":"2026-11-24T12:00:00Z","attempts":[{"number":1,"state":"failed","worker":"worker-1",\
                        "startedAt":"2026-11-24T12:00:00Z","heardAt":"2026-11-24T12:00:01Z","endedAt":"2026-11-24T12:00:02Z",\
                        "firstEpoch":1,"epoch":4,"epochs":10,"provenance":{"device":"cpu"},"failureKind":"ERROR",\
                        "reason":"it broke","detail":"at …","lateEvents":1},{"number":2,"state":"running","worker":"worker-2",\
                        "startedAt":"2026-11-24T12:00:00Z","heardAt":"2026-11-24T12:00:00Z","firstEpoch":5,"epoch":6,"epochs":10,\
                        "usage":{"wallMillis":60000.0,"cpuMillis":110000.0,"peakResidentMegabytes":420.0},"lateEvents":0}],\
                        "checkpoints":[{"attempt":1,"epoch":4,"location":"/checkpoints/4","bytes":1000,"sha256":"abc",\
                        "at":"2026-11-24T12:00:00Z"}]}""");
    }
}

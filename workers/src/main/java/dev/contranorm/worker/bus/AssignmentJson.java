package dev.contranorm.worker.bus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.contranorm.zoo.trial.InvalidTrialException;
import dev.contranorm.zoo.trial.TrialSpec;
import java.time.Duration;

/** A {@link TrialAssignment} as JSON: {@code schemas/trial-assignment.v1.json}. */
final class AssignmentJson {
    private AssignmentJson() {}

    static ObjectNode write(TrialAssignment assignment, ObjectNode out) {
        out.put("trialId", assignment.trialId());
        out.put("sweepId", assignment.sweepId());
        out.put("attemptBase", assignment.attemptBase());
        assignment.timeLimit().ifPresent(limit -> out.put("timeLimitMillis", limit.toMillis()));
        out.put("queuedAt", assignment.queuedAt().toString());
        // Raw: the canonical text, and with it the hash, stays unchanged.
        out.putRawValue("spec", new RawValue(assignment.spec().canonicalJson()));
        return out;
    }

    static TrialAssignment read(MessageFields in) throws MalformedMessageException {
        return new TrialAssignment(
                in.number("trialId", 1),
                in.number("sweepId", 1),
                in.integer("attemptBase", 0),
                in.optionalNumber("timeLimitMillis", 1).map(Duration::ofMillis),
                spec(in.object("spec")),
                in.instant("queuedAt"));
    }

    private static TrialSpec spec(MessageFields in) throws MalformedMessageException {
        try {
            return TrialSpec.parse(in.json());
        } catch (InvalidTrialException problem) {
            throw new MalformedMessageException("spec", problem.getMessage());
        }
    }
}

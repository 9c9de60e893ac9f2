package dev.contranorm.orchestrator.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.contranorm.zoo.bench.Cost;
import dev.contranorm.zoo.bench.OperatorMeasurement;
import dev.contranorm.zoo.bench.StepMeasurement;
import dev.contranorm.zoo.train.TrainingSettings;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A measurement in a process of its own, so that its memory is nobody else's. Prints the cost as one line of JSON, or one
 * line that begins with {@code problem:} and exits with 1.
 */
final class MeasurementMain {
    /** Before the line with the answer, because a native library may print too. */
    static final String ANSWER = "measured: ";

    static final String PROBLEM = "problem: ";

    private MeasurementMain() {}

    public static void main(String[] arguments) {
        try {
            Cost cost = arguments[0].equals("step") ? step(arguments) : operator(arguments);
            System.out.println(ANSWER + new ObjectMapper().writeValueAsString(cost));
        } catch (Exception | LinkageError problem) {
            problem.printStackTrace();
            String message = problem.getMessage() == null ? problem.toString() : problem.getMessage();
            System.out.println(PROBLEM + message.replace('\n', ' '));
            System.exit(1);
        }
    }

    /** step SPEC DATA THREADS WARMUP STEPS. */
    private static Cost step(String[] arguments) throws Exception {
        Optional<Path> data = arguments[2].isEmpty() ? Optional.empty() : Optional.of(Path.of(arguments[2]));
        TrainingSettings settings = TrainingSettings.withoutCheckpoints(data, Integer.parseInt(arguments[3]));
        return StepMeasurement.measure(
                TrialSpec.parse(arguments[1]),
                settings,
                Integer.parseInt(arguments[4]),
                Integer.parseInt(arguments[5]));
    }

    /** op ROWS WIDTH STRATEGY THREADS STEPS. */
    private static Cost operator(String[] arguments) {
        return OperatorMeasurement.measure(
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                arguments[3],
                Integer.parseInt(arguments[4]),
                Integer.parseInt(arguments[5]));
    }
}

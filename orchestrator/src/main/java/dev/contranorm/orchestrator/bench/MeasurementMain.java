package dev.contranorm.orchestrator.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.contranorm.orchestrator.local.process.AnsweringProcess;
import dev.contranorm.zoo.bench.Cost;
import dev.contranorm.zoo.bench.OperatorMeasurement;
import dev.contranorm.zoo.bench.StepMeasurement;
import dev.contranorm.zoo.train.task.TrainingSettings;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.Optional;

/** A measurement in its own process, so that its memory use is measured alone. Prints the cost as JSON. */
final class MeasurementMain {
    private MeasurementMain() {}

    public static void main(String[] arguments) {
        AnsweringProcess.answer(() -> new ObjectMapper()
                .writeValueAsString(arguments[0].equals("step") ? step(arguments) : operator(arguments)));
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

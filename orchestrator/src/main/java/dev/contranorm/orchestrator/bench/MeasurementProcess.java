package dev.contranorm.orchestrator.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.contranorm.orchestrator.local.process.AnsweringProcess;
import dev.contranorm.orchestrator.local.process.AnsweringProcess.UnansweredException;
import dev.contranorm.zoo.bench.Cost;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a measurement of the zoo in a child process. */
public final class MeasurementProcess {
    private final Map<String, String> environment;

    public MeasurementProcess(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Medians over the steps of a training step of that trial. */
    public Cost step(TrialSpec spec, Optional<Path> data, int threads, int warmup, int steps)
            throws MeasurementException, InterruptedException {
        return measure(List.of(
                "step",
                spec.canonicalJson(),
                data.map(Path::toString).orElse(""),
                Integer.toString(threads),
                Integer.toString(warmup),
                Integer.toString(steps)));
    }

    /** Medians over the steps of ContraNorm alone, forward and backward, on rows × width. */
    public Cost operator(int rows, int width, String strategy, int threads, int steps)
            throws MeasurementException, InterruptedException {
        return measure(List.of(
                "op",
                Integer.toString(rows),
                Integer.toString(width),
                strategy,
                Integer.toString(threads),
                Integer.toString(steps)));
    }

    private Cost measure(List<String> arguments) throws MeasurementException, InterruptedException {
        try {
            String answer = AnsweringProcess.ask(MeasurementMain.class, arguments, environment);
            return new ObjectMapper().readValue(answer, Cost.class);
        } catch (UnansweredException | JsonProcessingException problem) {
            throw new MeasurementException(problem.getMessage());
        }
    }
}

package dev.contranorm.orchestrator.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.contranorm.orchestrator.local.JavaCommand;
import dev.contranorm.zoo.bench.Cost;
import dev.contranorm.zoo.trial.TrialSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a measurement of the zoo in a child process. */
public final class MeasurementProcess {
    private static final int KEPT_LINES = 20;
    private static final String HEAP = "2g";

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
        Process process = null;
        try {
            process = JavaCommand.of(MeasurementMain.class.getName(), HEAP, arguments, environment)
                    .redirectErrorStream(true)
                    .start();
            String answer = null;
            Deque<String> last = new ArrayDeque<>();
            try (BufferedReader output = process.inputReader()) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    if (line.startsWith(MeasurementMain.ANSWER) || line.startsWith(MeasurementMain.PROBLEM)) {
                        answer = line;
                    } else {
                        last.addLast(line);
                        if (last.size() > KEPT_LINES) {
                            last.removeFirst();
                        }
                    }
                }
            }
            int code = process.waitFor();
            if (code == 0 && answer != null) {
                return new ObjectMapper().readValue(answer.substring(MeasurementMain.ANSWER.length()), Cost.class);
            }
            throw new MeasurementException(
                    answer != null
                            ? answer.substring(MeasurementMain.PROBLEM.length())
                            : "the measuring process ended with code " + code + ": " + String.join("\n", last));
        } catch (IOException problem) {
            throw new MeasurementException("the measuring process cannot be run: " + problem.getMessage());
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }
}

package dev.contranorm.zoo.bench;

import dev.contranorm.zoo.tensor.TensorProcess;
import dev.contranorm.zoo.train.task.TrainingSettings;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A measurement in a separate process, whose peak memory is that of the measurement. */
final class MeasuredProcess {
    private static final String ANSWER = "measured ";

    private MeasuredProcess() {}

    static Cost step(TrialSpec spec, Optional<Path> data, int threads, int warmup, int steps) throws Exception {
        return step(Map.of(), spec, data, threads, warmup, steps);
    }

    /**
     * @param environment variables added to those of this process
     * @throws AssertionError with the output of the process, if it failed
     */
    static Cost step(
            Map<String, String> environment, TrialSpec spec, Optional<Path> data, int threads, int warmup, int steps)
            throws Exception {
        return run(
                environment,
                "step",
                spec.canonicalJson(),
                data.map(Path::toString).orElse(""),
                String.valueOf(threads),
                String.valueOf(warmup),
                String.valueOf(steps));
    }

    static Cost operator(int rows, int width, String strategy, int threads, int steps) throws Exception {
        return run(
                Map.of(),
                "op",
                String.valueOf(rows),
                String.valueOf(width),
                strategy,
                String.valueOf(threads),
                String.valueOf(steps));
    }

    private static Cost run(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(TensorProcess.options("512m"));
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(MeasuredProcess.class.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(TensorProcess.environment());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes());
        process.waitFor(1, TimeUnit.MINUTES);
        String answer = output.lines()
                .filter(line -> line.startsWith(ANSWER))
                .findFirst()
                .orElseThrow(() -> new AssertionError(output));
        String[] numbers = answer.substring(ANSWER.length()).split(" ");
        return new Cost(
                Double.parseDouble(numbers[0]),
                Double.parseDouble(numbers[1]),
                Double.parseDouble(numbers[2]),
                Integer.parseInt(numbers[3]),
                Integer.parseInt(numbers[4]),
                Double.parseDouble(numbers[5]));
    }

    public static void main(String[] arguments) throws Exception {
        Cost cost = arguments[0].equals("step")
                ? StepMeasurement.measure(
                        TrialSpec.parse(arguments[1]),
                        TrainingSettings.withoutCheckpoints(
                                Optional.of(arguments[2])
                                        .filter(text -> !text.isEmpty())
                                        .map(Path::of),
                                Integer.parseInt(arguments[3])),
                        Integer.parseInt(arguments[4]),
                        Integer.parseInt(arguments[5]))
                : OperatorMeasurement.measure(
                        Integer.parseInt(arguments[1]),
                        Integer.parseInt(arguments[2]),
                        arguments[3],
                        Integer.parseInt(arguments[4]),
                        Integer.parseInt(arguments[5]));
        System.out.println(ANSWER + cost.wallMillis() + " " + cost.cpuMillis() + " " + cost.peakResidentMegabytes()
                + " " + cost.steps() + " " + cost.threads() + " " + cost.firstStepMillis());
    }
}

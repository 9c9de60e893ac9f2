package dev.contranorm.orchestrator.cli.bench;

import dev.contranorm.orchestrator.bench.MeasurementException;
import dev.contranorm.orchestrator.bench.MeasurementProcess;
import dev.contranorm.orchestrator.cli.option.OutputOption;
import dev.contranorm.orchestrator.cli.option.UsageException;
import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.InvalidTrialException;
import dev.contranorm.zoo.trial.Problem;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sweep bench op}: what ContraNorm alone costs. */
@Command(name = "op", description = "Measure ContraNorm alone, forward and backward, in a process of its own.")
final class BenchOp implements Callable<Integer> {
    private static final Pattern SHAPE = Pattern.compile("([0-9]{1,7})x([0-9]{1,5})");

    @Option(
            names = "--shape",
            paramLabel = "ROWSxWIDTH",
            defaultValue = "2708x32",
            description = "Nodes and features of a node (default: ${DEFAULT-VALUE}, as Cora in the paper).")
    private String shape;

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            defaultValue = "auto",
            description =
                    "auto, dense (the formula on n×n matrices) or blocked (tiles, recomputed backward; default: auto).")
    private String strategy;

    @Mixin
    private MeasurementOptions measured;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws MeasurementException, InterruptedException {
        Matcher numbers = SHAPE.matcher(shape);
        if (!numbers.matches()) {
            throw new UsageException("--shape: '" + shape + "' is not ROWSxWIDTH, such as 2708x32");
        }
        requireKnownStrategy();
        int rows = Integer.parseInt(numbers.group(1));
        int width = Integer.parseInt(numbers.group(2));
        CostReport.print(
                new MeasurementProcess(System.getenv())
                        .operator(rows, width, strategy, measured.threads(), measured.steps()),
                output.format(),
                Messages.of(spec));
        return ExitCode.OK.number();
    }

    private void requireKnownStrategy() {
        List<Problem> problems = Catalogue.load().norms().stream()
                .flatMap(norm -> norm.parameters().stream())
                .filter(parameter -> parameter.key().equals("norm.strategy"))
                .limit(1)
                .map(parameter -> parameter.check(strategy))
                .flatMap(Optional::stream)
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidTrialException(problems);
        }
    }
}

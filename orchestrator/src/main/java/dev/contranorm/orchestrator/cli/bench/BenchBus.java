package dev.contranorm.orchestrator.cli.bench;

import dev.contranorm.orchestrator.bench.BusBench;
import dev.contranorm.orchestrator.cli.option.OutputOption;
import dev.contranorm.orchestrator.cli.option.UsageException;
import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.orchestrator.cli.process.Interrupts;
import dev.contranorm.orchestrator.cli.process.Logging;
import dev.contranorm.orchestrator.report.TableFormat;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sweep bench bus}: how many trials go through broker, workers and database. */
@Command(
        name = "bus",
        description = "Send trials that train nothing through a broker, workers and a database of their own.")
final class BenchBus implements Callable<Integer> {
    @Option(names = "--trials", paramLabel = "N", defaultValue = "10000", description = "Default: ${DEFAULT-VALUE}.")
    private int trials;

    @Option(names = "--workers", paramLabel = "N", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}.")
    private int workers;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Interrupts.interruptThisThread("stopping", "stopped");
        if (trials < 1 || trials > 1_000_000) {
            throw new UsageException("--trials: must be between 1 and 1000000, not " + trials);
        }
        if (workers < 1) {
            throw new UsageException("--workers: must be at least 1, not " + workers);
        }
        Messages messages = Messages.of(spec);
        BusBench.Result result = new BusBench(trials, workers, System.getenv()).run(messages::say, Logging::toFile);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("trialsPerSecond", CostReport.rounded(result.trialsPerSecond()));
        fields.put("trials", (long) trials);
        fields.put("rows", result.rows());
        fields.put("workers", (long) workers);
        fields.put("seconds", CostReport.rounded(result.seconds()));
        if (output.format() == TableFormat.JSON) {
            Map<String, Object> latency = new LinkedHashMap<>();
            latency.put("p50", CostReport.rounded(result.latencyMillis50()));
            latency.put("p99", CostReport.rounded(result.latencyMillis99()));
            fields.put("latencyMillis", latency);
        } else {
            fields.put("latencyMillis.p50", CostReport.rounded(result.latencyMillis50()));
            fields.put("latencyMillis.p99", CostReport.rounded(result.latencyMillis99()));
        }
        CostReport.print(fields, output.format(), messages);
        return ExitCode.OK.number();
    }
}

package dev.contranorm.orchestrator.cli.server;

import dev.contranorm.orchestrator.cli.command.DatabaseCommand;
import dev.contranorm.orchestrator.cli.option.UsageException;
import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.orchestrator.local.ResultsDatabase;
import dev.contranorm.orchestrator.mlflow.MlflowProjection;
import dev.contranorm.orchestrator.mlflow.SyncReport;
import dev.contranorm.orchestrator.mlflow.server.MlflowSettings;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sweep mlflow sync}: pushes to a tracking server what it lacks, into an empty one everything. */
@Command(
        name = "sync",
        description = "Push to the MLflow server what it does not have yet; into an empty one everything.")
final class MlflowSync extends DatabaseCommand {
    @Option(
            names = "--tracking-uri",
            paramLabel = "URL",
            description = "The tracking server (default: MLFLOW_TRACKING_URI, or the running server's).")
    private String address;

    @Override
    protected ExitCode run(ResultsDatabase results, Messages messages) {
        try (MlflowProjection projection = new MlflowProjection(results.database(), settings(results))) {
            SyncReport report = projection.syncOnce();
            report.problems().forEach(messages::say);
            messages.say(
                    report.nothingToDo()
                            ? "MLflow has everything already"
                            : report.trials() + " trials, " + report.points() + " points and " + report.cells()
                                    + " cells pushed, " + report.runsCreated() + " runs new");
            return report.problems().isEmpty() ? ExitCode.OK : ExitCode.FAILURE;
        }
    }

    private MlflowSettings settings(ResultsDatabase results) {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        if (address != null) {
            environment.put("MLFLOW_TRACKING_URI", address);
        } else {
            results.runningServer()
                    .filter(running -> !running.mlflow().isEmpty())
                    .ifPresent(running -> environment.putIfAbsent("MLFLOW_TRACKING_URI", running.mlflow()));
        }
        try {
            return MlflowSettings.fromEnvironment(environment)
                    .orElseThrow(() -> new UsageException(
                            "no MLflow server: name it with --tracking-uri URL or MLFLOW_TRACKING_URI"));
        } catch (IllegalArgumentException wrong) {
            throw new UsageException(wrong.getMessage());
        }
    }
}

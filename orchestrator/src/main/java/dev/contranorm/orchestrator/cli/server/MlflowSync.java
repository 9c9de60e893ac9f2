package dev.contranorm.orchestrator.cli.server;

import dev.contranorm.orchestrator.cli.command.DatabaseCommand;
import dev.contranorm.orchestrator.cli.option.UsageException;
import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.orchestrator.cli.output.Plural;
import dev.contranorm.orchestrator.local.ResultsDatabase;
import dev.contranorm.orchestrator.mlflow.MlflowProjection;
import dev.contranorm.orchestrator.mlflow.SyncReport;
import dev.contranorm.orchestrator.mlflow.server.MlflowSettings;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sweep mlflow sync}: pushes the results that a tracking server does not have yet. */
@Command(
        name = "sync",
        description = "Push the results that the MLflow server does not have yet; an empty server gets all of them.")
final class MlflowSync extends DatabaseCommand {
    @Option(
            names = "--tracking-uri",
            paramLabel = "URL",
            description = "MLflow tracking server (default: MLFLOW_TRACKING_URI, or that of the running server).")
    private String address;

    @Override
    protected ExitCode run(ResultsDatabase results, Messages messages) {
        try (MlflowProjection projection = new MlflowProjection(results.database(), settings(results))) {
            SyncReport report = projection.syncOnce();
            report.problems().forEach(messages::say);
            messages.say(
                    report.nothingToDo()
                            ? "MLflow is up to date"
                            : "pushed " + Plural.of(report.trials(), "trial") + ", "
                                    + Plural.of(report.points(), "point")
                                    + " and " + Plural.of(report.cells(), "cell") + "; created "
                                    + Plural.of(report.runsCreated(), "run"));
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
                            "--tracking-uri: missing, and MLFLOW_TRACKING_URI is not set; set one of them"));
        } catch (IllegalArgumentException wrong) {
            throw new UsageException(wrong.getMessage());
        }
    }
}

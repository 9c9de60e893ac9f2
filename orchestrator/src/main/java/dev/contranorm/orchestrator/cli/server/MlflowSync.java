package dev.contranorm.orchestrator.cli.server;

import dev.contranorm.orchestrator.cli.option.HomeOption;
import dev.contranorm.orchestrator.cli.option.UsageException;
import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.orchestrator.local.ResultsDatabase;
import dev.contranorm.orchestrator.mlflow.MlflowProjection;
import dev.contranorm.orchestrator.mlflow.MlflowSettings;
import dev.contranorm.orchestrator.mlflow.SyncReport;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sweep mlflow sync}: pushes to a tracking server what it lacks, into an empty one everything. */
@Command(
        name = "sync",
        description = "Push to the MLflow server what it does not have yet; into an empty one everything.")
final class MlflowSync implements Callable<Integer> {
    @Option(
            names = "--tracking-uri",
            paramLabel = "URL",
            description = "The tracking server (default: MLFLOW_TRACKING_URI, or the running house's).")
    private String address;

    @Mixin
    private HomeOption home;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Messages messages = Messages.of(spec);
        try (ResultsDatabase house = ResultsDatabase.open(home.folder(), System.getenv(), false);
                MlflowProjection projection = new MlflowProjection(house.database(), settings(house))) {
            SyncReport report = projection.syncOnce();
            report.problems().forEach(messages::say);
            messages.say(
                    report.nothingToDo()
                            ? "MLflow has everything already"
                            : report.trials() + " trials, " + report.points() + " points and " + report.cells()
                                    + " cells pushed, " + report.runsCreated() + " runs new");
            return (report.problems().isEmpty() ? ExitCode.OK : ExitCode.FAILURE).number();
        }
    }

    private MlflowSettings settings(ResultsDatabase house) {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        if (address != null) {
            environment.put("MLFLOW_TRACKING_URI", address);
        } else {
            house.house()
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

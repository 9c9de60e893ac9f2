package dev.contranorm.orchestrator.cli.server;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sweep mlflow}: the copy of the results in MLflow. */
@Command(
        name = "mlflow",
        description = "Bring the results into MLflow.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = MlflowSync.class)
public final class Mlflow implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: sync");
    }
}

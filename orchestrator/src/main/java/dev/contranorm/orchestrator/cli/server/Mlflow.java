package dev.contranorm.orchestrator.cli.server;

import dev.contranorm.orchestrator.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/** {@code sweep mlflow}: the copy of the results in MLflow. */
@Command(
        name = "mlflow",
        description = "Bring the results into MLflow.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = MlflowSync.class)
public final class Mlflow extends CommandGroup {}

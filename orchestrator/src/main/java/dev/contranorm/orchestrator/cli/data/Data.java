package dev.contranorm.orchestrator.cli.data;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sweep data}: datasets and their files. */
@Command(
        name = "data",
        description = "List, check and fetch datasets.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DataLs.class, DataCheckCommand.class, DataFetch.class})
public final class Data implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: ls, check or fetch");
    }
}

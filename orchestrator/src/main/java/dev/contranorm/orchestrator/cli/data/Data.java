package dev.contranorm.orchestrator.cli.data;

import dev.contranorm.orchestrator.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/** {@code sweep data}: datasets and their files. */
@Command(
        name = "data",
        description = "List, check and fetch datasets.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DataLs.class, DataCheckCommand.class, DataFetch.class})
public final class Data extends CommandGroup {}

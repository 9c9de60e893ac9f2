package dev.contranorm.orchestrator.cli.bench;

import dev.contranorm.orchestrator.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/** {@code sweep bench}: measures the speed of this machine. */
@Command(
        name = "bench",
        description = "Measure the speed of this machine: a training step, the ContraNorm operator, the message bus.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {BenchStep.class, BenchOp.class, BenchBus.class})
public final class Bench extends CommandGroup {}

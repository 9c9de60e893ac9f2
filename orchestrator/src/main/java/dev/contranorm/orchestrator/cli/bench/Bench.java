package dev.contranorm.orchestrator.cli.bench;

import dev.contranorm.orchestrator.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/** {@code sweep bench}: measures this machine. */
@Command(
        name = "bench",
        description = "Measure this machine: a training step, the operator, the bus.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {BenchStep.class, BenchOp.class, BenchBus.class})
public final class Bench extends CommandGroup {}

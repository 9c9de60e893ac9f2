package dev.contranorm.orchestrator.cli.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sweep bench}: measures this machine. */
@Command(
        name = "bench",
        description = "Measure this machine: a training step, the operator, the bus.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {BenchStep.class, BenchOp.class, BenchBus.class})
public final class Bench implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: step, op or bus");
    }
}

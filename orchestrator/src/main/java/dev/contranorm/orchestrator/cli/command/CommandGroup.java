package dev.contranorm.orchestrator.cli.command;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only groups subcommands and does nothing by itself. */
public abstract class CommandGroup implements Runnable {
    @Spec
    private CommandSpec spec;

    /** @throws ParameterException always, with the names of the subcommands */
    @Override
    public final void run() {
        List<String> names = List.copyOf(spec.subcommands().keySet());
        throw new ParameterException(spec.commandLine(), "missing command: " + String.join(", ", names));
    }
}

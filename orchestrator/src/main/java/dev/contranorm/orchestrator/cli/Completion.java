package dev.contranorm.orchestrator.cli;

import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.output.Messages;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sweep completion}: the completion script of bash and zsh. */
@Command(name = "completion", description = "Print the completion script for bash and zsh: source <(sweep completion)")
final class Completion implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Messages.of(spec).print(AutoComplete.bash("sweep", spec.root().commandLine()));
        return ExitCode.OK.number();
    }
}

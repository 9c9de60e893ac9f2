package dev.contranorm.orchestrator.cli;

import dev.contranorm.orchestrator.cli.bench.Bench;
import dev.contranorm.orchestrator.cli.data.Data;
import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.process.Interrupts;
import dev.contranorm.orchestrator.cli.result.Export;
import dev.contranorm.orchestrator.cli.result.ExportModel;
import dev.contranorm.orchestrator.cli.result.Query;
import dev.contranorm.orchestrator.cli.result.Table;
import dev.contranorm.orchestrator.cli.result.Trial;
import dev.contranorm.orchestrator.cli.server.Doctor;
import dev.contranorm.orchestrator.cli.server.Mlflow;
import dev.contranorm.orchestrator.cli.server.Up;
import dev.contranorm.orchestrator.cli.server.Worker;
import dev.contranorm.orchestrator.cli.sweep.Ls;
import dev.contranorm.orchestrator.cli.sweep.PlanCommand;
import dev.contranorm.orchestrator.cli.sweep.Run;
import dev.contranorm.orchestrator.cli.sweep.Status;
import dev.contranorm.orchestrator.cli.sweep.SteeringAction;
import dev.contranorm.orchestrator.cli.sweep.SteeringCommand;
import dev.contranorm.orchestrator.cli.sweep.Submit;
import dev.contranorm.orchestrator.cli.sweep.Validate;
import dev.contranorm.orchestrator.cli.sweep.Watch;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line {@code sweep}. */
@Command(
        name = "sweep",
        description = "Trains what a sweep definition asks for and prints the table.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        version = "sweep 0.1.0",
        scope = CommandLine.ScopeType.INHERIT)
public final class Sweep implements Runnable {
    private static final List<Class<?>> TRAINING = List.of(
            Run.class,
            Up.class,
            Worker.class,
            Validate.class,
            PlanCommand.class,
            Submit.class,
            Ls.class,
            Status.class,
            Watch.class);

    private static final List<Class<?>> RESULTS = List.of(
            Table.class,
            Trial.class,
            Export.class,
            ExportModel.class,
            Query.class,
            Mlflow.class,
            Data.class,
            Bench.class,
            Doctor.class,
            Completion.class);

    @Mixin
    private GlobalOptions global;

    @Spec
    private CommandSpec spec;

    GlobalOptions global() {
        return global;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "missing command");
    }

    /** The command line, ready to execute. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Sweep());
        // The order of the help text.
        TRAINING.forEach(line::addSubcommand);
        for (SteeringAction action : SteeringAction.values()) {
            line.addSubcommand(action.label(), SteeringCommand.of(action));
        }
        RESULTS.forEach(line::addSubcommand);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(new ExecutionErrors());
        line.setParameterExceptionHandler(new CommandLineErrors());
        line.getCommandSpec().usageMessage().footer(exitCodes());
        return line;
    }

    private static String[] exitCodes() {
        return ("\nExit codes:\n"
                        + Arrays.stream(ExitCode.values())
                                .map(code -> String.format("  %3d  %s", code.number(), code.meaning()))
                                .collect(Collectors.joining("\n")))
                .split("\n");
    }

    public static void main(String[] arguments) {
        int code = commandLine().execute(arguments);
        System.exit(Interrupts.requested() ? ExitCode.INTERRUPTED.number() : code);
    }
}

package dev.contranorm.orchestrator.cli.sweep;

import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.orchestrator.cli.command.DatabaseCommand;
import dev.contranorm.orchestrator.cli.option.SweepArgument;
import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.orchestrator.local.ResultsDatabase;
import dev.contranorm.orchestrator.local.SweepControl;
import dev.contranorm.worker.bus.BusUnavailableException;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/**
 * {@code sweep pause}, {@code resume}, {@code stop}, {@code cancel} and {@code retry}: one class, registered once per
 * {@link SteeringAction}.
 */
@CommandLine.Command
public final class SteeringCommand extends DatabaseCommand {
    private final SteeringAction action;

    @Mixin
    private SweepArgument argument;

    private SteeringCommand(SteeringAction action) {
        this.action = action;
    }

    /** The command of an action, with its name and its help text. */
    public static CommandLine of(SteeringAction action) {
        CommandLine command = new CommandLine(new SteeringCommand(action));
        command.setCommandName(action.label());
        command.getCommandSpec().usageMessage().description(action.description());
        return command;
    }

    @Override
    protected ExitCode run(ResultsDatabase results, Messages messages) throws BusUnavailableException {
        Sweep sweep = argument.find(results.database());
        SweepControl control = SweepControl.of(results, System.getenv());
        String done = action.apply(control.sweeps(), sweep.id());
        control.tellWorkers();
        messages.say("sweep " + sweep.id() + " '" + sweep.name() + "' " + done);
        return ExitCode.OK;
    }
}

package dev.contranorm.orchestrator.cli.sweep;

import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.orchestrator.cli.command.DatabaseCommand;
import dev.contranorm.orchestrator.cli.option.DefinitionArgument;
import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.orchestrator.definition.SweepDefinition;
import dev.contranorm.orchestrator.local.ResultsDatabase;
import dev.contranorm.orchestrator.local.SweepControl;
import dev.contranorm.orchestrator.local.home.SweepHome;
import dev.contranorm.worker.bus.BusUnavailableException;
import dev.contranorm.zoo.trial.Catalogue;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sweep submit}: stores a sweep for the server to run. */
@Command(
        name = "submit",
        description =
                "Submit a sweep to the running server (`sweep up`), or to the next one if none runs. Print its number.")
public final class Submit extends DatabaseCommand {
    @Mixin
    private DefinitionArgument definition;

    private SweepDefinition checked;

    /** A definition with problems must not create a database. */
    @Override
    protected void prepare() {
        checked = definition.read(Catalogue.load());
    }

    @Override
    protected ResultsDatabase open(SweepHome folder, Map<String, String> environment) {
        return ResultsDatabase.openOrCreate(folder, environment);
    }

    @Override
    protected ExitCode run(ResultsDatabase results, Messages messages) throws BusUnavailableException {
        SweepControl control = SweepControl.of(results, System.getenv());
        Sweep sweep = control.sweeps().submit(checked).sweep();
        control.tellWorkers();
        messages.print(sweep.id() + "\n");
        messages.say("sweep " + sweep.id() + " '" + sweep.name() + "' is "
                + sweep.state().label() + ", " + sweep.plannedTrials() + " trials; "
                + (isServed(results) ? "follow it with `sweep watch " + sweep.id() + "`" : "run it with `sweep up`"));
        return ExitCode.OK;
    }
}

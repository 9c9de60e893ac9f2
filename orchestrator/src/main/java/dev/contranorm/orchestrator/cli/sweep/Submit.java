package dev.contranorm.orchestrator.cli.sweep;

import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.orchestrator.cli.option.DefinitionArgument;
import dev.contranorm.orchestrator.cli.option.HomeOption;
import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.orchestrator.definition.SweepDefinition;
import dev.contranorm.orchestrator.lifecycle.Submission;
import dev.contranorm.orchestrator.local.ResultsDatabase;
import dev.contranorm.orchestrator.local.SweepControl;
import dev.contranorm.worker.bus.BusUnavailableException;
import dev.contranorm.zoo.trial.Catalogue;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sweep submit}: hands a definition to the house that runs, or leaves it for the next one. */
@Command(
        name = "submit",
        description =
                "Hand a sweep to the running house (`sweep up`), or leave it for the next one. Prints its number.")
public final class Submit implements Callable<Integer> {
    @Mixin
    private DefinitionArgument definition;

    @Mixin
    private HomeOption home;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws BusUnavailableException {
        Messages messages = Messages.of(spec);
        SweepDefinition wanted = definition.read(Catalogue.load());
        try (ResultsDatabase house = ResultsDatabase.open(home.folder(), System.getenv(), true)) {
            SweepControl control = SweepControl.of(house, System.getenv());
            Submission submission = control.sweeps().submit(wanted);
            control.tellWorkers();
            Sweep sweep = submission.sweep();
            messages.print(sweep.id() + "\n");
            boolean somebodyWorks = house.house().isPresent() || System.getenv().containsKey("DATABASE_URL");
            messages.say("sweep " + sweep.id() + " '" + sweep.name() + "' is "
                    + sweep.state().label() + ", " + sweep.plannedTrials() + " trials; "
                    + (somebodyWorks ? "follow it with `sweep watch " + sweep.id() + "`" : "start it with `sweep up`"));
        }
        return ExitCode.OK.number();
    }
}

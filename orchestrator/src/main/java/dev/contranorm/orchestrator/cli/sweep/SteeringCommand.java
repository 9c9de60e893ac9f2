package dev.contranorm.orchestrator.cli.sweep;

import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.orchestrator.cli.option.HomeOption;
import dev.contranorm.orchestrator.cli.option.SweepArgument;
import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.orchestrator.lifecycle.SweepService;
import dev.contranorm.orchestrator.local.ResultsDatabase;
import dev.contranorm.orchestrator.local.SweepControl;
import dev.contranorm.worker.bus.BusUnavailableException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that changes the course of a sweep. */
abstract class Steering implements Callable<Integer> {
    @Mixin
    private SweepArgument argument;

    @Mixin
    private HomeOption home;

    @Spec
    private CommandSpec spec;

    @Override
    public final Integer call() throws BusUnavailableException {
        try (ResultsDatabase house = ResultsDatabase.open(home.folder(), System.getenv(), false)) {
            Sweep sweep = argument.find(house.database());
            SweepControl control = SweepControl.of(house, System.getenv());
            String done = steer(control.sweeps(), sweep.id());
            control.tellWorkers();
            Messages.of(spec).say("sweep " + sweep.id() + " '" + sweep.name() + "' " + done);
        }
        return ExitCode.OK.number();
    }

    /** Returns what was done, for the message. */
    abstract String steer(SweepService sweeps, long sweepId);
}

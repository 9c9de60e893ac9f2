package dev.contranorm.orchestrator.cli.sweep;

import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.orchestrator.cli.option.HomeOption;
import dev.contranorm.orchestrator.cli.option.SweepArgument;
import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.orchestrator.cli.process.Interrupts;
import dev.contranorm.orchestrator.cli.watch.ProgressView;
import dev.contranorm.orchestrator.cli.watch.ProgressViews;
import dev.contranorm.orchestrator.cli.watch.SweepWatch;
import dev.contranorm.orchestrator.lifecycle.SweepService;
import dev.contranorm.orchestrator.lifecycle.SweepStatus;
import dev.contranorm.orchestrator.local.ResultsDatabase;
import dev.contranorm.orchestrator.local.SweepControl;
import dev.contranorm.orchestrator.local.home.LocalServerException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sweep watch}: follows a sweep that runs elsewhere until it ends. */
@Command(name = "watch", description = "Follow a sweep that another process runs, until it ends.")
public final class Watch implements Callable<Integer> {
    @Mixin
    private SweepArgument argument;

    @Mixin
    private HomeOption home;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Interrupts.interruptThisThread("", "no longer watching; the sweep goes on");
        Messages messages = Messages.of(spec);
        try (ResultsDatabase house = ResultsDatabase.open(home.folder(), System.getenv(), false);
                ProgressView view = ProgressViews.forTerminal(messages)) {
            Sweep sweep = argument.find(house.database());
            SweepService sweeps = SweepControl.of(house, System.getenv()).sweeps();
            boolean somebodyWorks = house.house().isPresent() || System.getenv().containsKey("DATABASE_URL");
            if (!somebodyWorks && !sweep.state().ended()) {
                throw new LocalServerException("nobody works on sweep " + sweep.id() + " '" + sweep.name()
                        + "' now: go on with `sweep run FILE` or `sweep up`");
            }
            SweepStatus end = new SweepWatch(sweeps, view, () -> {}).untilEnded(sweep.id());
            return SweepExit.of(end.progress(), messages, sweep).number();
        }
    }
}

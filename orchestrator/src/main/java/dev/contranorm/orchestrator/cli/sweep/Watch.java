package dev.contranorm.orchestrator.cli.sweep;

import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.orchestrator.cli.command.DatabaseCommand;
import dev.contranorm.orchestrator.cli.option.SweepArgument;
import dev.contranorm.orchestrator.cli.output.ExitCode;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sweep watch}: shows the progress of a sweep that another process runs. */
@Command(name = "watch", description = "Show the progress of a sweep that another process runs, until it ends.")
public final class Watch extends DatabaseCommand {
    @Mixin
    private SweepArgument argument;

    @Override
    protected void prepare() {
        Interrupts.interruptThisThread("", "stopped watching; the sweep continues");
    }

    @Override
    protected ExitCode run(ResultsDatabase results, Messages messages) throws InterruptedException {
        try (ProgressView view = ProgressViews.forTerminal(messages)) {
            Sweep sweep = argument.find(results.database());
            SweepService sweeps = SweepControl.of(results, System.getenv()).sweeps();
            if (!isServed(results) && !sweep.state().ended()) {
                throw new LocalServerException("no server is running sweep " + sweep.id() + " '" + sweep.name()
                        + "'; continue it with `sweep run FILE` or `sweep up`");
            }
            SweepStatus end = new SweepWatch(sweeps, view, () -> {}).untilEnded(sweep.id());
            return SweepExit.of(end.progress(), messages, sweep);
        }
    }
}
